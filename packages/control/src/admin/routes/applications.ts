import { applicationChanges, newApplication } from '../schemas/bodies.ts';
import { pageOf, pageQuery, takePage } from '../schemas/page.ts';
import { byId } from '../schemas/parameters.ts';
import { applicationView, changed, gone } from '../schemas/views.ts';
import type { Routes } from './context.ts';
import { changeable, found } from './found.ts';

export const applicationRoutes: Routes =
  ({ administration, actorOf }) =>
  async (app) => {
    app.get('/applications', { schema: { querystring: pageQuery, response: { 200: pageOf(applicationView) } } }, async ({ query }) =>
      takePage('application', administration.list('application'), query),
    );
    app.get('/applications/:id', { schema: { params: byId, response: { 200: applicationView } } }, async ({ params }) =>
      found(administration, 'application', params.id),
    );
    app.post('/applications', { schema: { body: newApplication, response: { 201: changed(applicationView) } } }, async (request, reply) => {
      const { result, effect } = await administration.change((store) => store.createApplication(request.body, actorOf(request)));
      return reply.code(201).send({ record: result, effect });
    });
    app.patch(
      '/applications/:id',
      { schema: { params: byId, body: applicationChanges, response: { 200: changed(applicationView) } } },
      async (request) => {
        const { id } = request.params;
        changeable(administration, 'application', id);
        const { result, effect } = await administration.change((store) => store.updateApplication(id, request.body, actorOf(request)));
        return { record: result, effect };
      },
    );
    app.delete('/applications/:id', { schema: { params: byId, response: { 200: gone } } }, async (request) => {
      const { id } = request.params;
      changeable(administration, 'application', id);
      const { effect } = await administration.change((store) => store.removeApplication(id, actorOf(request)));
      return { effect };
    });
  };
