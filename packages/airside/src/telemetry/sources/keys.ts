import type { DirectoryContents } from '@airside/domain';

import type { Gauge } from '../monitor.ts';

/** Keys that expire later are nobody's concern yet. */
const HORIZON_MS = 90 * 86_400_000;
const MOST_CONSUMERS = 100;

/** Seconds until the next API key of each consumer expires, for those whose turn comes first. */
export function keyExpiry(contents: () => readonly Pick<DirectoryContents, 'key'>[]): Gauge {
  return () => {
    const now = Date.now();
    const next = new Map<string, number>();
    for (const { key } of contents()) {
      for (const { consumer, expiresAtMs, revokedAtMs, replacedBy } of key) {
        // Those that are revoked, or replaced by another one, are meant to end.
        if (
          revokedAtMs !== undefined ||
          replacedBy !== undefined ||
          expiresAtMs === undefined ||
          expiresAtMs <= now ||
          expiresAtMs > now + HORIZON_MS
        )
          continue;
        next.set(consumer, Math.min(next.get(consumer) ?? Number.POSITIVE_INFINITY, expiresAtMs));
      }
    }
    return [...next]
      .toSorted(([, a], [, b]) => a - b)
      .slice(0, MOST_CONSUMERS)
      .map(([consumer, atMs]) => [[consumer], (atMs - now) / 1000] as const);
  };
}
