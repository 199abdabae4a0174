/** Runs at most `concurrency` pieces of work at once, lets at most `queued` wait, and turns the rest away. */
export interface WorkLimit {
  /** Undefined where the queue is full: nothing was started. */
  run<T>(work: () => Promise<T>): Promise<T> | undefined;
}

export function createWorkLimit(concurrency: number, queued: number): WorkLimit {
  const waiting: (() => void)[] = [];
  let running = 0;

  const finish = (): void => {
    const next = waiting.shift();
    // The place is handed on rather than freed, so that nobody slips in between.
    if (next === undefined) running--;
    else next();
  };
  const start = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } finally {
      finish();
    }
  };
  return {
    run<T>(work: () => Promise<T>) {
      if (running < concurrency) {
        running++;
        return start(work);
      }
      if (waiting.length >= queued) return undefined;
      return new Promise<void>((resolve) => waiting.push(resolve)).then(() => start(work));
    },
  };
}
