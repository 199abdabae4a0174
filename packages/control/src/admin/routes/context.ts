import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import type { BehaviorAdministration } from '../../behavior/administration.ts';
import type { Actor } from '../../directory/store.ts';
import type { Administration, Effect } from '../administration.ts';

/** What the routes need; whoever mounts them says who makes a request. */
export interface RouteContext {
  readonly administration: Administration;
  /** Absent where nothing is known of behaviour: then there are no routes about it. */
  readonly behavior?: BehaviorAdministration<Effect> | undefined;
  readonly actorOf: (request: FastifyRequest) => Actor;
}

export type BehaviorRouteContext = Omit<RouteContext, 'behavior'> & { readonly behavior: BehaviorAdministration<Effect> };

export type BehaviorRoutes = (context: BehaviorRouteContext) => FastifyPluginAsyncZod;

export type Routes = (context: RouteContext) => FastifyPluginAsyncZod;
