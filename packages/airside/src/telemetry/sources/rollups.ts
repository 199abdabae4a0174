import type { RunningAlerting } from '../../up/alerting.ts';
import { PRIMARY_METRICS } from '../catalog.ts';
import type { Monitor } from '../monitor.ts';

/** Tells a monitor what roll-ups do not tell apart. */
export function watchRollups(monitor: Monitor, { overflowed }: Pick<RunningAlerting, 'overflowed'>): void {
  monitor.gauge(PRIMARY_METRICS.rollupsOverflowed, () => Object.entries(overflowed()).map(([dimension, count]) => [[dimension], count]));
}
