import { byBehaviorId, newSanction, sanctionChanged, sanctionQuery, sanctionView } from '../schemas/behavior.ts';
import { pageOf } from '../schemas/page.ts';
import type { BehaviorRoutes } from './context.ts';

export const sanctionRoutes: BehaviorRoutes =
  ({ behavior, actorOf }) =>
  async (app) => {
    app.get('/sanctions', { schema: { querystring: sanctionQuery, response: { 200: pageOf(sanctionView) } } }, async ({ query }) => {
      const { limit, after, active, subject } = query;
      const filter = { ...(active === 'true' && { activeAtMs: Date.now() }), ...(subject !== undefined && { subject }) };
      return behavior.sanctions(filter, { limit, ...(after !== undefined && { after }) });
    });
    app.get('/sanctions/:id', { schema: { params: byBehaviorId, response: { 200: sanctionView } } }, ({ params }) =>
      behavior.sanction(params.id),
    );
    app.post('/sanctions', { schema: { body: newSanction, response: { 201: sanctionChanged } } }, async (request, reply) => {
      const { sanction, effect, warning } = await behavior.order(request.body, actorOf(request));
      return reply.code(201).send({ record: sanction, effect, warning });
    });
    app.post('/sanctions/:id/undo', { schema: { params: byBehaviorId, response: { 200: sanctionChanged } } }, async (request) => {
      const { sanction, effect } = await behavior.undo(request.params.id, actorOf(request));
      return { record: sanction, effect, warning: null };
    });
  };
