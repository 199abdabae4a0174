import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';

import type { BehaviorAdministration } from '../behavior/administration.ts';
import type { Actor } from '../directory/store.ts';
import type { Administration, Effect } from './administration.ts';
import { failure } from './failure.ts';
import { problem } from './problem.ts';
import type { AlertAdministration, DeliveryAdministration } from './routes/context.ts';
import { adminRoutes } from './routes/index.ts';
import type { MetricView } from './schemas/metric-views.ts';

const BODY_BYTES = 256 * 1024;
const HEADER_BYTES = 16 * 1024;
/** A name of a caller, of 300 characters that are nine each when they are encoded. */
const LONGEST_PARAMETER = 3000;
const REQUEST_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 5_000;
const MOST_CONNECTIONS = 64;

export interface AdminApiOptions {
  readonly administration: Administration;
  /** Absent where nothing is known of behaviour. */
  readonly behavior?: BehaviorAdministration<Effect>;
  /** Who makes a request; throws a `DirectoryError` where that is not known. */
  readonly actorOf: (request: FastifyRequest) => Actor;
  readonly delivery?: DeliveryAdministration;
  readonly alerts?: AlertAdministration;
  readonly metrics?: () => readonly MetricView[];
  /** Failures of Airside itself. */
  readonly onError: (error: unknown) => void;
}

/** The admin API as a server that does not listen yet: JSON over HTTP, below `/v1`, problems as RFC 9457 says. */
export function createAdminApi({
  administration,
  behavior,
  delivery,
  alerts,
  metrics,
  actorOf,
  onError,
}: AdminApiOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    http: { maxHeaderSize: HEADER_BYTES, headersTimeout: REQUEST_TIMEOUT_MS },
    exposeHeadRoutes: false,
    forceCloseConnections: true,
  });
  app.server.maxConnections = MOST_CONNECTIONS;
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
  app.setNotFoundHandler((request, reply) => send(reply, problem('route-unknown', `${request.method} is not answered at this path`)));
  app.setErrorHandler((error, _request, reply) => {
    const answer = failure(error);
    if (answer.status === 500) onError(error);
    return send(reply, answer);
  });
  app.addHook('onSend', async (_request, reply) => void reply.header('Cache-Control', 'no-store'));
  app.register(
    adminRoutes({
      administration,
      behavior,
      actorOf,
      ...(delivery !== undefined && { delivery }),
      ...(alerts !== undefined && { alerts }),
      ...(metrics !== undefined && { metrics }),
    }),
    { prefix: '/v1' },
  );
  return app;
}

function send(reply: FastifyReply, answer: ReturnType<typeof problem>) {
  // Validated answers belong to the routes; this one is the same for all of them.
  return reply.code(answer.status).type('application/problem+json').serializer(JSON.stringify).send(answer);
}
