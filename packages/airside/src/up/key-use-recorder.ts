import type { Log } from './log.ts';

const MOST_WAITING = 200_000;

export interface KeyUseRecorder {
  accept(uses: readonly (readonly [id: string, atMs: number])[]): void;
  degradations(): readonly string[];
  /** Resolves when all that was accepted has been tried. */
  close(): Promise<void>;
}

/**
 * Passes the times at which keys were used on to the store, one batch at a time. What cannot be stored is tried again with what comes next:
 * of a key, only the latest use counts.
 */
export function createKeyUseRecorder({
  record,
  log,
}: {
  readonly record: (uses: ReadonlyMap<string, number>) => Promise<void>;
  readonly log: Log;
}): KeyUseRecorder {
  let waiting = new Map<string, number>();
  let underWay: Promise<void> | undefined;
  let failing = false;

  const keep = (uses: Iterable<readonly [string, number]>): void => {
    for (const [id, atMs] of uses)
      if (waiting.size < MOST_WAITING || waiting.has(id)) waiting.set(id, Math.max(atMs, waiting.get(id) ?? 0));
  };
  const write = async (): Promise<void> => {
    const batch = waiting;
    waiting = new Map();
    try {
      await record(batch);
      failing = false;
    } catch (error) {
      keep(batch);
      if (!failing) log('store-problem', `the last use of keys cannot be stored: ${(error as Error).message}`);
      failing = true;
    }
  };
  const pump = async (): Promise<void> => {
    do await write();
    while (waiting.size > 0 && !failing);
    underWay = undefined;
  };

  return {
    accept(uses) {
      keep(uses);
      underWay ??= pump();
    },
    degradations: () => (failing ? ['the last use of keys cannot be stored'] : []),
    async close() {
      await underWay;
    },
  };
}
