import type { z } from 'zod';

import { newClient } from '../schemas/bodies.ts';
import { pageOf, pageQuery, takePage } from '../schemas/page.ts';
import { byId, byIssuerAndClient } from '../schemas/parameters.ts';
import { changed, clientView, madeClient } from '../schemas/views.ts';
import type { Routes } from './context.ts';
import { changeable, found } from './found.ts';

const clientQuery = pageQuery.extend({ issuer: byId.shape.id.exactOptional(), consumer: byId.shape.id.exactOptional() });

export const clientRoutes: Routes =
  ({ administration, actorOf }) =>
  async (app) => {
    app.get('/clients', { schema: { querystring: clientQuery, response: { 200: pageOf(clientView) } } }, async ({ query }) => {
      const { issuer, consumer } = query;
      const clients = administration
        .list('client')
        .filter((client) => (issuer === undefined || client.issuer === issuer) && (consumer === undefined || client.consumer === consumer));
      return takePage('client', clients, query);
    });
    app.get('/clients/:issuer/:clientId', { schema: { params: byIssuerAndClient, response: { 200: clientView } } }, async ({ params }) =>
      found(administration, 'client', idOf(params)),
    );
    app.post('/clients', { schema: { body: newClient, response: { 201: madeClient } } }, async (request, reply) => {
      const { result, effect } = await administration.change((store) => store.createClient(request.body, actorOf(request)));
      return reply.code(201).send({ ...result, effect });
    });
    app.post(
      '/clients/:issuer/:clientId/rotate',
      { schema: { params: byIssuerAndClient, response: { 201: madeClient } } },
      async (request, reply) => {
        const { issuer, clientId } = request.params;
        changeable(administration, 'client', idOf(request.params));
        const { result, effect } = await administration.change((store) => store.rotateClientSecret(issuer, clientId, actorOf(request)));
        return reply.code(201).send({ ...result, effect });
      },
    );
    app.post(
      '/clients/:issuer/:clientId/revoke',
      { schema: { params: byIssuerAndClient, response: { 200: changed(clientView) } } },
      async (request) => {
        const { issuer, clientId } = request.params;
        changeable(administration, 'client', idOf(request.params));
        const { result, effect } = await administration.change((store) => store.revokeClient(issuer, clientId, actorOf(request)));
        return { record: result, effect };
      },
    );
  };

function idOf({ issuer, clientId }: z.infer<typeof byIssuerAndClient>): string {
  return `${issuer}#${clientId}`;
}
