import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import type { Alerting } from '../../alerts/alerting.ts';
import type { BehaviorAdministration } from '../../behavior/administration.ts';
import type { Actor } from '../../directory/store.ts';
import type { Exporter } from '../../export/exporter.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { RollupStore } from '../../rollups/store.ts';
import type { Administration, Effect } from '../administration.ts';
import type { MetricView } from '../schemas/metric-views.ts';

/** What delivers messages to people and records to SIEMs. */
export interface DeliveryAdministration {
  readonly outbox: Pick<Outbox, 'channels' | 'deliveries' | 'test'>;
  readonly exporter: Pick<Exporter, 'exports' | 'test'>;
}

/** What counts the traffic and looks at alert rules. */
export interface AlertAdministration {
  readonly alerting: Pick<Alerting, 'acknowledge' | 'alerts' | 'details' | 'expire' | 'rules' | 'silence' | 'silences' | 'test'>;
  readonly rollups: Pick<RollupStore, 'read' | 'state'>;
}

/** What the routes need; whoever mounts them says who makes a request. */
export interface RouteContext {
  readonly administration: Administration;
  /** Absent where nothing is known of behaviour: then there are no routes about it. */
  readonly behavior?: BehaviorAdministration<Effect> | undefined;
  readonly actorOf: (request: FastifyRequest) => Actor;
  /** Its routes are there only where it is. */
  readonly delivery?: DeliveryAdministration;
  /** Its routes are there only where it is. */
  readonly alerts?: AlertAdministration;
  /** What has been counted. Its route is there only where it is. */
  readonly metrics?: () => readonly MetricView[];
}

export type BehaviorRouteContext = Omit<RouteContext, 'behavior'> & { readonly behavior: BehaviorAdministration<Effect> };

export type BehaviorRoutes = (context: BehaviorRouteContext) => FastifyPluginAsyncZod;

export type Routes = (context: RouteContext) => FastifyPluginAsyncZod;
