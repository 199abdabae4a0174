import type { AlertSources } from '@airside/control';

const RECENT_MS = 5 * 60_000;

export interface OwnMetricSources {
  /** Exchanges that were lost since the start. */
  readonly lost: () => number;
  readonly queued: () => number;
  /** Seconds that the behaviour engine is behind; undefined where it does not run. */
  readonly engineBehind: () => number | undefined;
  /** When the oldest message that waits was handed in, in milliseconds since 1970; undefined where none waits. */
  readonly oldestMessageMs: () => number | undefined;
}

/** What Airside says of itself, as alert rules ask for it. */
export function createOwnMetrics(sources: OwnMetricSources): AlertSources['own'] {
  /** What was lost in all, by the time of the look. */
  let looks: readonly { readonly atMs: number; readonly lost: number }[] = [];
  return (metric, nowMs) => {
    switch (metric) {
      case 'airside.exchanges.lost': {
        const lost = sources.lost();
        const recent = looks.filter(({ atMs }) => nowMs - atMs <= RECENT_MS);
        looks = [...recent, { atMs: nowMs, lost }];
        return lost - (looks[0]?.lost ?? lost);
      }
      case 'airside.exchanges.queued':
        return sources.queued();
      case 'airside.engine.behind':
        return sources.engineBehind();
      case 'airside.notifications.waiting': {
        const oldest = sources.oldestMessageMs();
        return oldest === undefined ? 0 : Math.max(0, nowMs - oldest) / 1000;
      }
    }
  };
}
