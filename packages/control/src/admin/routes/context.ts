import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import type { BehaviorAdministration } from '../../behavior/administration.ts';
import type { Actor } from '../../directory/store.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { Administration, Effect } from '../administration.ts';

/** What delivers messages to people. */
export interface DeliveryAdministration {
  readonly outbox: Pick<Outbox, 'channels' | 'deliveries' | 'test'>;
}

/** What the routes need; whoever mounts them says who makes a request. */
export interface RouteContext {
  readonly administration: Administration;
  /** Absent where nothing is known of behaviour: then there are no routes about it. */
  readonly behavior?: BehaviorAdministration<Effect> | undefined;
  readonly actorOf: (request: FastifyRequest) => Actor;
  /** Its routes are there only where it is. */
  readonly delivery?: DeliveryAdministration;
}

export type BehaviorRouteContext = Omit<RouteContext, 'behavior'> & { readonly behavior: BehaviorAdministration<Effect> };

export type BehaviorRoutes = (context: BehaviorRouteContext) => FastifyPluginAsyncZod;

export type Routes = (context: RouteContext) => FastifyPluginAsyncZod;
