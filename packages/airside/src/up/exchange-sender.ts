import type { Exchange } from '@airside/domain';

const BATCH = 256;
const GATHER_MS = 50;
const MOST_BATCHES_UNDER_WAY = 8;
const MOST_WAITING = 20_000;

/** Passes on a batch; calls back once it has left this process. */
export type SendBatch = (exchanges: readonly Exchange[], dropped: number, sent: () => void) => void;

/**
 * Takes exchanges from the hot path and passes them on in batches. While the other side does not keep up, a bounded number waits here; what
 * comes beyond that is dropped, and counted.
 */
export function createExchangeSender(send: SendBatch): { accept(exchange: Exchange): void; flush(): void } {
  let waiting: Exchange[] = [];
  let dropped = 0;
  let underWay = 0;
  let timer: NodeJS.Timeout | undefined;

  const pump = (): void => {
    clearTimeout(timer);
    timer = undefined;
    while (waiting.length > 0 && underWay < MOST_BATCHES_UNDER_WAY) {
      const batch = waiting.length <= BATCH ? waiting : waiting.slice(0, BATCH);
      waiting = batch === waiting ? [] : waiting.slice(BATCH);
      const lost = dropped;
      dropped = 0;
      underWay++;
      send(batch, lost, () => {
        underWay--;
        if (waiting.length >= BATCH) pump();
      });
    }
    if (waiting.length > 0) timer = setTimeout(pump, GATHER_MS);
  };

  return {
    accept(exchange) {
      if (waiting.length >= MOST_WAITING) {
        dropped++;
        return;
      }
      waiting.push(exchange);
      if (waiting.length >= BATCH && underWay < MOST_BATCHES_UNDER_WAY) pump();
      else timer ??= setTimeout(pump, GATHER_MS);
    },
    flush: pump,
  };
}
