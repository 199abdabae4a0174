import type { Outbox } from '@airside/control';

const MOST_LOOKED_AT = 1000;

/** When the oldest message that no channel has taken was handed in, of the last thousand; undefined where none waits. */
export function oldestWaiting(outbox: Pick<Outbox, 'channels' | 'deliveries'>): number | undefined {
  if (outbox.channels().every(({ pending }) => pending === 0)) return undefined;
  return outbox.deliveries({ state: 'pending' }, { limit: MOST_LOOKED_AT }).at(-1)?.acceptedMs;
}
