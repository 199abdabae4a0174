import type { ExchangeRecord } from '../../up/record.ts';
import { PRIMARY_METRICS } from '../catalog.ts';
import type { Monitor } from '../monitor.ts';

/** Tells a monitor how the record of exchanges is. */
export function watchRecord(monitor: Monitor, record: ExchangeRecord): void {
  monitor.gauge(PRIMARY_METRICS.queued, () => [[[], record.state().queued]]);
  monitor.gauge(PRIMARY_METRICS.written, () => [[[], record.state().written]]);
  monitor.gauge(PRIMARY_METRICS.dropped, () => {
    const { dropped, lostInWorkers } = record.state();
    return [
      [['store'], dropped],
      [['gateway'], lostInWorkers],
    ];
  });
  monitor.gauge(PRIMARY_METRICS.storeReachable, () => [[['exchanges'], Number(record.state().isReachable)]]);
}
