import type { BehaviorStore } from './store.ts';

const INTERVAL_MS = 60_000;
const BATCH = 1000;
const PAUSE_MS = 50;

/** Prunes the store every minute in small batches. A failure is told and tried again the next minute. Yields what stops it. */
export function pruneBehavior(
  store: Pick<BehaviorStore, 'prune'>,
  limits: () => { readonly keepMs: number; readonly keepAtMost: number },
  onProblem: (error: Error) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const step = async (): Promise<void> => {
    let pruned = 0;
    try {
      const { keepMs, keepAtMost } = limits();
      pruned = await store.prune({ olderThan: new Date(Date.now() - keepMs).toISOString(), keepAtMost }, BATCH);
    } catch (error) {
      onProblem(new Error('old detections could not be deleted', { cause: error }));
    }
    if (!stopped) timer = setTimeout(() => void step(), pruned >= BATCH ? PAUSE_MS : INTERVAL_MS).unref();
  };
  timer = setTimeout(() => void step(), INTERVAL_MS).unref();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
