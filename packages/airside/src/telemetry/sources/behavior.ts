import type { Incident, Sanction } from '@airside/domain';

import type { Behavior } from '../../up/behavior/behavior.ts';
import { PRIMARY_METRICS } from '../catalog.ts';
import type { Monitor } from '../monitor.ts';

const INTERVAL_MS = 15_000;
const MOST_INCIDENTS = 1000;

/** What is asked of the behaviour layer. */
export interface WatchedBehavior {
  readonly administration: Pick<Behavior['administration'], 'incidents' | 'status'>;
  readonly sanctions: Behavior['sanctions'];
  readonly behind: Behavior['behind'];
  readonly restarts: Behavior['restarts'];
}

/**
 * Tells a monitor how the behaviour layer is. Sanctions are counted when somebody reads; what is in the store is looked up now and then, so that
 * reading waits for nothing.
 */
export function watchBehavior(
  monitor: Monitor,
  { administration, sanctions, behind, restarts }: WatchedBehavior,
): { look(): Promise<void>; close(): void } {
  let open: readonly Incident[] = [];
  let exchanges: { readonly observed: number; readonly dropped: number } | undefined;

  const look = async (): Promise<void> => {
    try {
      const { items } = await administration.incidents({ state: 'open' }, { limit: MOST_INCIDENTS });
      open = items;
      exchanges = await administration.status();
    } catch {
      // The health endpoint says what is wrong; until then the numbers are those of before.
    }
  };

  monitor.gauge(PRIMARY_METRICS.openIncidents, () => counted(open, ({ severity }) => [severity]));
  monitor.gauge(PRIMARY_METRICS.activeSanctions, () => counted(sanctions(), ({ action, dryRun }: Sanction) => [action, String(dryRun)]));
  monitor.gauge(PRIMARY_METRICS.behind, () => {
    const seconds = behind();
    return seconds === undefined ? [] : [[[], seconds]];
  });
  monitor.gauge(PRIMARY_METRICS.engineRestarts, () => {
    const count = restarts();
    return count === undefined ? [] : [[[], count]];
  });
  monitor.gauge(PRIMARY_METRICS.judged, () =>
    exchanges === undefined
      ? []
      : [
          [['observed'], exchanges.observed],
          [['dropped'], exchanges.dropped],
        ],
  );
  const timer = setInterval(() => void look(), INTERVAL_MS);
  timer.unref();
  void look();
  return { look, close: () => clearInterval(timer) };
}

/** How many of the items have which attributes. */
function counted<Item>(items: readonly Item[], attributesOf: (item: Item) => readonly string[]): (readonly [readonly string[], number])[] {
  const counts = new Map<string, { readonly attributes: readonly string[]; count: number }>();
  for (const item of items) {
    const attributes = attributesOf(item);
    const known = counts.get(attributes.join(' ')) ?? { attributes, count: 0 };
    known.count++;
    counts.set(attributes.join(' '), known);
  }
  return [...counts.values()].map(({ attributes, count }) => [attributes, count] as const);
}
