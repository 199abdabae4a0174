import type { Exchange } from '@airside/domain';

import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { BoundedQueue } from './queue.ts';
import { pruneRegularly, type Retention } from './retention.ts';
import type { ExchangeStore } from './store.ts';
import { SYSTEM_TIMERS, type Timers } from './timers.ts';
import { exchangeWeight } from './weight.ts';

export type { Retention, Timers };

export interface ExchangeWriterOptions {
  /** Exchanges (by weight: see `exchangeWeight`) that may wait while the store is slow or away; beyond that the oldest are dropped. */
  readonly maxQueued?: number;
  /** What is deleted as time goes by; nothing where absent. */
  readonly retention?: Retention;
  /** Told when the store begins to fail, when the failure changes, and when it refuses exchanges or a prune fails. Must not throw. */
  readonly onProblem?: (error: Error) => void;
  readonly timers?: Timers;
}

export interface WriterState {
  readonly queued: number;
  readonly written: number;
  /** Lost: the queue was full, the store refused them, or it still failed at the close. */
  readonly dropped: number;
  /** Why the store cannot be written at present. */
  readonly failing?: string;
}

/** A queue in front of a store, so that whoever hands over exchanges neither waits nor fails. */
export interface ExchangeWriter {
  /** Take exchanges over. Never throws, never waits for the store. */
  accept(exchanges: readonly Exchange[]): void;
  state(): WriterState;
  /** Write all that waits, now. Where the store fails, it stays queued and `state().failing` says why. */
  flush(): void;
  /** Flush and stop; what is accepted later counts as dropped. The store stays open. */
  close(): void;
}

const BATCH = 500;
const GATHER_MS = 100;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 30_000;

/** A writer that gathers exchanges into batches, and tries again, ever more slowly, while the store is away. */
export function createExchangeWriter(store: ExchangeStore, options: ExchangeWriterOptions = {}): ExchangeWriter {
  const { maxQueued = 100_000, retention, onProblem = () => {}, timers = SYSTEM_TIMERS } = options;
  if (!Number.isSafeInteger(maxQueued) || maxQueued < 1)
    throw new RangeError(`expected maxQueued to be a whole number from 1, found ${maxQueued}`);
  const queue = new BoundedQueue<Exchange>(maxQueued, exchangeWeight);
  const stopPruning = retention === undefined ? () => {} : pruneRegularly(store, retention, onProblem, timers);
  let written = 0;
  let dropped = 0;
  let failing: string | undefined;
  let retryMs = FIRST_RETRY_MS;
  let closed = false;
  let cancelTimer: (() => void) | undefined;

  const schedule = (delayMs: number): void => {
    cancelTimer?.();
    cancelTimer = closed ? undefined : timers.after(delayMs, step);
  };

  /** True when the oldest batch has left the queue. */
  const writeBatch = (): boolean => {
    const batch = queue.peek(BATCH);
    try {
      store.append(batch);
      written += batch.length;
    } catch (error) {
      return error instanceof StoreUnavailableError ? failed(error) : writeSingly(batch);
    }
    queue.drop(batch.length);
    recovered();
    return true;
  };

  /** One exchange that the store refuses must not keep the others out, nor block the queue for ever. */
  const writeSingly = (batch: readonly Exchange[]): boolean => {
    const refusals: unknown[] = [];
    for (const exchange of batch) {
      try {
        store.append([exchange]);
        written++;
      } catch (error) {
        if (error instanceof StoreUnavailableError) return failed(error);
        refusals.push(error);
        dropped++;
      }
      queue.drop(1);
    }
    recovered();
    if (refusals.length > 0) onProblem(new Error(`the exchange store refused ${refusals.length} exchanges`, { cause: refusals[0] }));
    return true;
  };

  const failed = (error: StoreUnavailableError): false => {
    if (failing !== error.message) onProblem(error);
    failing = error.message;
    return false;
  };

  const recovered = (): void => {
    failing = undefined;
    retryMs = FIRST_RETRY_MS;
  };

  const step = (): void => {
    cancelTimer = undefined;
    if (queue.size === 0) return;
    if (writeBatch()) {
      if (queue.size > 0) schedule(queue.size < BATCH ? GATHER_MS : 0);
      return;
    }
    schedule(retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  };

  const flush = (): void => {
    while (queue.size > 0) {
      if (writeBatch()) continue;
      if (cancelTimer === undefined) schedule(retryMs);
      return;
    }
    cancelTimer?.();
    cancelTimer = undefined;
  };

  return {
    accept: (exchanges) => {
      if (closed) {
        dropped += exchanges.length;
        return;
      }
      const wasFull = queue.size >= BATCH;
      dropped += queue.push(exchanges);
      if (queue.size === 0 || failing !== undefined || wasFull) return;
      if (queue.size >= BATCH) schedule(0);
      else if (cancelTimer === undefined) schedule(GATHER_MS);
    },
    state: () => ({ queued: queue.size, written, dropped, ...(failing !== undefined && { failing }) }),
    flush,
    close: () => {
      if (closed) return;
      flush();
      closed = true;
      cancelTimer?.();
      stopPruning();
      dropped += queue.size;
      queue.drop(queue.size);
    },
  };
}
