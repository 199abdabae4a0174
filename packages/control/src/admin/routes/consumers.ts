import { consumerChanges, newConsumer } from '../schemas/bodies.ts';
import { pageOf, pageQuery, takePage } from '../schemas/page.ts';
import { byId } from '../schemas/parameters.ts';
import { changed, consumerView, gone } from '../schemas/views.ts';
import type { Routes } from './context.ts';
import { changeable, found } from './found.ts';

export const consumerRoutes: Routes =
  ({ administration, actorOf }) =>
  async (app) => {
    app.get('/consumers', { schema: { querystring: pageQuery, response: { 200: pageOf(consumerView) } } }, async ({ query }) =>
      takePage('consumer', administration.list('consumer'), query),
    );
    app.get('/consumers/:id', { schema: { params: byId, response: { 200: consumerView } } }, async ({ params }) =>
      found(administration, 'consumer', params.id),
    );
    app.post('/consumers', { schema: { body: newConsumer, response: { 201: changed(consumerView) } } }, async (request, reply) => {
      const { result, effect } = await administration.change((store) => store.createConsumer(request.body, actorOf(request)));
      return reply.code(201).send({ record: result, effect });
    });
    app.patch(
      '/consumers/:id',
      { schema: { params: byId, body: consumerChanges, response: { 200: changed(consumerView) } } },
      async (request) => {
        const { id } = request.params;
        changeable(administration, 'consumer', id);
        const { result, effect } = await administration.change((store) => store.updateConsumer(id, request.body, actorOf(request)));
        return { record: result, effect };
      },
    );
    app.delete('/consumers/:id', { schema: { params: byId, response: { 200: gone } } }, async (request) => {
      const { id } = request.params;
      changeable(administration, 'consumer', id);
      const { effect } = await administration.change((store) => store.removeConsumer(id, actorOf(request)));
      return { effect };
    });
  };
