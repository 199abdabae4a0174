import { byBehaviorId, closing, incidentDetails, incidentQuery, incidentSaid, incidentView } from '../schemas/behavior.ts';
import { pageOf } from '../schemas/page.ts';
import type { BehaviorRoutes } from './context.ts';

export const incidentRoutes: BehaviorRoutes =
  ({ behavior, actorOf }) =>
  async (app) => {
    app.get('/incidents', { schema: { querystring: incidentQuery, response: { 200: pageOf(incidentView) } } }, async ({ query }) => {
      const { limit, after, ...filter } = query;
      return behavior.incidents(filter, { limit, ...(after !== undefined && { after }) });
    });
    app.get('/incidents/:id', { schema: { params: byBehaviorId, response: { 200: incidentDetails } } }, ({ params }) =>
      behavior.incident(params.id),
    );
    app.post('/incidents/:id/close', { schema: { params: byBehaviorId, body: closing, response: { 200: incidentSaid } } }, (request) =>
      behavior.close(request.params.id, request.body, actorOf(request)),
    );
    app.post('/incidents/:id/reopen', { schema: { params: byBehaviorId, response: { 200: incidentSaid } } }, (request) =>
      behavior.reopen(request.params.id, actorOf(request)),
    );
  };
