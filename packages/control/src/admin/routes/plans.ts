import { planFields } from '../schemas/bodies.ts';
import { pageOf, pageQuery, takePage } from '../schemas/page.ts';
import { byId } from '../schemas/parameters.ts';
import { changed, gone, planView } from '../schemas/views.ts';
import type { Routes } from './context.ts';
import { changeable, found } from './found.ts';

export const planRoutes: Routes =
  ({ administration, actorOf }) =>
  async (app) => {
    app.get('/plans', { schema: { querystring: pageQuery, response: { 200: pageOf(planView) } } }, async ({ query }) =>
      takePage('plan', administration.list('plan'), query),
    );
    app.get('/plans/:id', { schema: { params: byId, response: { 200: planView } } }, async ({ params }) =>
      found(administration, 'plan', params.id),
    );
    app.put('/plans/:id', { schema: { params: byId, body: planFields, response: { 200: changed(planView) } } }, async (request) => {
      const { id } = request.params;
      if (administration.find('plan', id) !== undefined) changeable(administration, 'plan', id);
      const { result, effect } = await administration.change((store) => store.putPlan({ id, ...request.body }, actorOf(request)));
      return { record: result, effect };
    });
    app.delete('/plans/:id', { schema: { params: byId, response: { 200: gone } } }, async (request) => {
      const { id } = request.params;
      changeable(administration, 'plan', id);
      const { effect } = await administration.change((store) => store.removePlan(id, actorOf(request)));
      return { effect };
    });
  };
