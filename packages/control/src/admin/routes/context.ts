import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import type { Actor } from '../../directory/store.ts';
import type { Administration } from '../administration.ts';

/** What the routes need; whoever mounts them says who makes a request. */
export interface RouteContext {
  readonly administration: Administration;
  readonly actorOf: (request: FastifyRequest) => Actor;
}

export type Routes = (context: RouteContext) => FastifyPluginAsyncZod;
