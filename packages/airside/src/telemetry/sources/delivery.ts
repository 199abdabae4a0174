import type { Delivery } from '../../up/delivery.ts';
import { PRIMARY_METRICS } from '../catalog.ts';
import type { Monitor } from '../monitor.ts';

/** Tells a monitor what waits for people and for SIEMs. */
export function watchDelivery(monitor: Monitor, { outbox, exporter }: Pick<Delivery, 'outbox' | 'exporter'>): void {
  monitor.gauge(PRIMARY_METRICS.notifications, () => outbox.channels().map(({ name, pending }) => [[name], pending] as const));
  monitor.gauge(PRIMARY_METRICS.exportsWaiting, () => exporter.exports().map(({ name, waiting }) => [[name], waiting] as const));
  monitor.gauge(PRIMARY_METRICS.exportsSent, () => exporter.exports().map(({ name, sent }) => [[name], sent] as const));
  monitor.gauge(PRIMARY_METRICS.exportsDropped, () => exporter.exports().map(({ name, dropped }) => [[name], dropped] as const));
}
