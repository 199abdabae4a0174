const BATCH = 256;
const GATHER_MS = 50;
const MOST_BATCHES_UNDER_WAY = 8;

/** Passes on a batch; calls back once it has left this process. */
export type SendBatch<Item> = (items: readonly Item[], dropped: number, sent: () => void) => void;

export interface BatchSender<Item> {
  accept(item: Item): void;
  /** Sends all that waits; resolves once it has left this process. */
  flush(): Promise<void>;
}

export interface BatchSenderOptions<Item> {
  readonly send: SendBatch<Item>;
  readonly weightOf: (item: Item) => number;
  /** By weight. */
  readonly mostWaiting: number;
}

/**
 * Takes items from the hot path and passes them on in batches. While the other side does not keep up, a bounded number waits here; what
 * comes beyond that is dropped, and counted.
 */
export function createBatchSender<Item>({ send, weightOf, mostWaiting }: BatchSenderOptions<Item>): BatchSender<Item> {
  let waiting: Item[] = [];
  let waitingWeight = 0;
  let dropped = 0;
  let underWay = 0;
  let timer: NodeJS.Timeout | undefined;
  let flushed: (() => void) | undefined;

  const pump = (): void => {
    clearTimeout(timer);
    timer = undefined;
    while (waiting.length > 0 && underWay < MOST_BATCHES_UNDER_WAY) {
      const batch = waiting.length <= BATCH ? waiting : waiting.slice(0, BATCH);
      waiting = batch === waiting ? [] : waiting.slice(BATCH);
      for (const item of batch) waitingWeight -= weightOf(item);
      const lost = dropped;
      dropped = 0;
      underWay++;
      send(batch, lost, () => {
        underWay--;
        if (waiting.length >= BATCH || flushed !== undefined) pump();
      });
    }
    if (waiting.length > 0) timer = setTimeout(pump, GATHER_MS);
    else if (underWay === 0) flushed?.();
  };

  return {
    accept(item) {
      const weight = weightOf(item);
      if (waitingWeight + weight > mostWaiting) {
        dropped++;
        return;
      }
      waiting.push(item);
      waitingWeight += weight;
      if (waiting.length >= BATCH && underWay < MOST_BATCHES_UNDER_WAY) pump();
      else timer ??= setTimeout(pump, GATHER_MS);
    },
    flush: () =>
      new Promise((resolve) => {
        flushed = resolve;
        pump();
      }),
  };
}
