import { byBehaviorId, detectionQuery, detectionSaid, detectionView, judging } from '../schemas/behavior.ts';
import { pageOf } from '../schemas/page.ts';
import type { BehaviorRoutes } from './context.ts';

export const detectionRoutes: BehaviorRoutes =
  ({ behavior, actorOf }) =>
  async (app) => {
    app.get('/detections', { schema: { querystring: detectionQuery, response: { 200: pageOf(detectionView) } } }, async ({ query }) => {
      const { limit, after, ...filter } = query;
      return behavior.detections(filter, { limit, ...(after !== undefined && { after }) });
    });
    app.get('/detections/:id', { schema: { params: byBehaviorId, response: { 200: detectionView } } }, ({ params }) =>
      behavior.detection(params.id),
    );
    app.post('/detections/:id/feedback', { schema: { params: byBehaviorId, body: judging, response: { 200: detectionSaid } } }, (request) =>
      behavior.judge(request.params.id, request.body.feedback, request.body.note, actorOf(request)),
    );
  };
