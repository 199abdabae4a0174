import { createServer, type IncomingMessage } from 'node:http';

import { airsideIdentity as expressIdentity } from '@airside/identity/express';
import { airsideIdentity as fastifyIdentity } from '@airside/identity/fastify';
import { type AirsideIdentityOptions, airsideIdentity as httpIdentity, type IdentityClaims } from '@airside/identity/http';
import express from 'express';
import fastify from 'fastify';

import { closeServer, listenAnywhere } from '../house.ts';

export interface ProtectedServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts an upstream behind the check. It answers everything with what the check said of the caller, and with the header it came in. */
export type StartProtected = (options: AirsideIdentityOptions) => Promise<ProtectedServer>;

export interface Told {
  readonly identity: IdentityClaims | null;
  readonly header: string | null;
}

function told(request: IncomingMessage, identity: IdentityClaims | undefined): Told {
  const header = request.headers['airside-identity'];
  return { identity: identity ?? null, header: typeof header === 'string' ? header : null };
}

const startHttp: StartProtected = async (options) => {
  const server = createServer(
    httpIdentity(options)((request, response) => {
      request.resume();
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(told(request, request.airsideIdentity)));
    }),
  );
  return { url: await listenAnywhere(server), close: () => closeServer(server) };
};

const startExpress: StartProtected = async (options) => {
  const app = express();
  const router = express.Router();
  router.use(expressIdentity(options));
  router.use((request, response) => {
    response.json(told(request, request.airsideIdentity));
  });
  // Mounted below a path as far as the requests of the tests have one: the target is bound as it was sent, not as routers cut it.
  app.use('/base', router);
  app.use(router);
  const server = createServer(app);
  return { url: await listenAnywhere(server), close: () => closeServer(server) };
};

const startFastify: StartProtected = async (options) => {
  const app = fastify();
  await app.register(fastifyIdentity(options));
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume();
    done(null);
  });
  app.all('/*', (request) => told(request.raw, request.airsideIdentity));
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
};

export const SERVERS: readonly (readonly [name: string, start: StartProtected])[] = [
  ['node:http', startHttp],
  ['Express', startExpress],
  ['Fastify', startFastify],
];
