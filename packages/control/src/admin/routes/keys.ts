import { z } from 'zod';

import { instant } from '../../directory/fields.ts';
import { keyRotation, newKey } from '../schemas/bodies.ts';
import { pageOf, pageQuery, takePage } from '../schemas/page.ts';
import { byId } from '../schemas/parameters.ts';
import { changed, keyView, madeKey } from '../schemas/views.ts';
import type { Routes } from './context.ts';
import { changeable, found } from './found.ts';

const keyQuery = pageQuery.extend({
  consumer: byId.shape.id.exactOptional(),
  application: byId.shape.id.exactOptional(),
});
const unusedQuery = pageQuery.extend({ sinceMs: z.coerce.number().pipe(instant) });

export const keyRoutes: Routes =
  ({ administration, actorOf }) =>
  async (app) => {
    app.get('/keys', { schema: { querystring: keyQuery, response: { 200: pageOf(keyView) } } }, async ({ query }) => {
      const { consumer, application } = query;
      const keys = administration
        .list('key')
        .filter(
          (key) => (consumer === undefined || key.consumer === consumer) && (application === undefined || key.application === application),
        );
      return takePage('key', keys, query);
    });
    app.get('/unused-keys', { schema: { querystring: unusedQuery, response: { 200: pageOf(keyView) } } }, async ({ query }) =>
      takePage('key', await administration.unusedKeys(query.sinceMs), query),
    );
    app.get('/keys/:id', { schema: { params: byId, response: { 200: keyView } } }, async ({ params }) =>
      found(administration, 'key', params.id),
    );
    app.post('/keys', { schema: { body: newKey, response: { 201: madeKey } } }, async (request, reply) => {
      const { result, effect } = await administration.change((store) => store.createKey(request.body, actorOf(request)));
      return reply.code(201).send({ ...result, effect });
    });
    app.post('/keys/:id/rotate', { schema: { params: byId, body: keyRotation, response: { 201: madeKey } } }, async (request, reply) => {
      const { id } = request.params;
      changeable(administration, 'key', id);
      const { result, effect } = await administration.change((store) => store.rotateKey(id, request.body.overlapMs, actorOf(request)));
      return reply.code(201).send({ ...result, effect });
    });
    app.post('/keys/:id/revoke', { schema: { params: byId, response: { 200: changed(keyView) } } }, async (request) => {
      const { id } = request.params;
      changeable(administration, 'key', id);
      const { result, effect } = await administration.change((store) => store.revokeKey(id, actorOf(request)));
      return { record: result, effect };
    });
  };
