import type { ExchangeStore } from './store.ts';
import type { Timers } from './timers.ts';

export interface Retention {
  /** Exchanges older than this are deleted. */
  readonly keepMs: number;
  /** Beyond this many the oldest are deleted. */
  readonly keepAtMost: number;
  /** The same beyond this many bytes: recorded bodies make exchanges of very different sizes. Unbounded where absent. */
  readonly keepAtMostBytes?: number;
}

const INTERVAL_MS = 60_000;
const BATCH = 1000;
/** Between two batches others have their turn. */
const PAUSE_MS = 20;

/** Prune a store every minute, in small batches. A failure is told and tried again the next minute. Yields what stops it. */
export function pruneRegularly(store: ExchangeStore, retention: Retention, onProblem: (error: Error) => void, timers: Timers): () => void {
  const step = (): void => {
    cancel = timers.after(prune() === BATCH ? PAUSE_MS : INTERVAL_MS, step);
  };
  const prune = (): number => {
    try {
      const olderThan = new Date(timers.now() - retention.keepMs).toISOString();
      const { keepMs: _, ...limits } = retention;
      return store.prune({ olderThan, ...limits }, BATCH);
    } catch (error) {
      onProblem(new Error('old exchanges could not be deleted', { cause: error }));
      return 0;
    }
  };
  let cancel = timers.after(PAUSE_MS, step);
  return () => cancel();
}
