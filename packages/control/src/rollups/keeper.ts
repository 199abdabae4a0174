import type { Exchange, RollupsConfiguration } from '@airside/domain';

import { SYSTEM_TIMERS, type Timers } from '../exchanges/timers.ts';
import { Recorder, type RecorderState } from './recorder.ts';
import type { Cut, Delta } from './series.ts';
import type { RollupStore } from './store.ts';

export interface RollupKeeperOptions {
  readonly settings: RollupsConfiguration;
  /** Told when the store begins to fail, and when the failure changes. Must not throw. */
  readonly onProblem?: (error: Error) => void;
  readonly timers?: Timers;
}

/** Counts exchanges and keeps the counts. */
export interface RollupKeeper {
  /** Takes exchanges over. Never throws, never waits for the store. */
  accept(exchanges: readonly Exchange[]): void;
  /** Writes all that was counted, now. False where the store fails: what was counted stays and is written later. */
  flush(): boolean;
  state(): RecorderState & { readonly waiting: number; readonly failing?: string };
  close(): void;
}

/** What a crash may cost, less than a minute. */
const FLUSH_MS = 20_000;
/** Rows that are written in one go: others wait meanwhile. */
const SLICE = 1000;
const PAUSE_MS = 5;
const HOUSEKEEPING_MS = 10_000;
const BUDGET_MS = 25;
const PRUNE_BATCH = 2000;

/** Counts in memory, writes to the store every 20 seconds in slices, and makes hours and days as time goes by. */
export function createRollupKeeper(
  store: RollupStore,
  { settings, onProblem = () => {}, timers = SYSTEM_TIMERS }: RollupKeeperOptions,
): RollupKeeper {
  const perApi = {
    operation: settings.maxOperations,
    consumer: settings.maxConsumers,
    country: settings.maxCountries,
    network: settings.maxNetworks,
  };
  const caps: Readonly<Record<Cut, number>> = { api: Number.POSITIVE_INFINITY, ...perApi };
  const retention = {
    keepMs: { minute: settings.keepMinutes, hour: settings.keepHours, day: settings.keepDays },
    maxRows: settings.maxRows,
  };
  const recorder = new Recorder({ perApi, total: settings.maxSeries });
  let waiting: Delta[] = [];
  /** Why the store failed at the last attempt of each kind. */
  const failures: { write?: string; housekeeping?: string } = {};
  let closed = false;

  /** False where the store failed. */
  const attempt = (kind: keyof typeof failures, work: () => void): boolean => {
    try {
      work();
      delete failures[kind];
      return true;
    } catch (error) {
      const { message } = error as Error;
      if (failures[kind] !== message) onProblem(error as Error);
      failures[kind] = message;
      return false;
    }
  };

  /** Until what came before is written, counting goes on in memory, which is bounded. */
  const writeSlice = (): boolean => {
    if (waiting.length === 0) waiting = recorder.drain();
    return attempt('write', () => {
      store.append(waiting.slice(0, SLICE));
      waiting = waiting.slice(SLICE);
    });
  };

  const write = (): void => {
    const written = writeSlice();
    cancelWrite = timers.after(written && waiting.length > 0 ? PAUSE_MS : FLUSH_MS, write);
  };

  const keepHouse = (): void => {
    let more = false;
    attempt('housekeeping', () => {
      const nowMs = timers.now();
      more = store.roll(nowMs, BUDGET_MS, caps) || store.prune(retention, nowMs, PRUNE_BATCH) === PRUNE_BATCH;
    });
    cancelHousekeeping = timers.after(more ? PAUSE_MS * 10 : HOUSEKEEPING_MS, keepHouse);
  };

  const flush = (): boolean => {
    do if (!writeSlice()) return false;
    while (waiting.length > 0);
    return true;
  };

  let cancelWrite = timers.after(FLUSH_MS, write);
  let cancelHousekeeping = timers.after(HOUSEKEEPING_MS, keepHouse);

  return {
    accept: (exchanges) => {
      if (!closed) recorder.record(exchanges, timers.now());
    },
    flush,
    state() {
      const failing = failures.write ?? failures.housekeeping;
      return { ...recorder.state(), waiting: waiting.length, ...(failing !== undefined && { failing }) };
    },
    close: () => {
      if (closed) return;
      flush();
      closed = true;
      cancelWrite();
      cancelHousekeeping();
    },
  };
}
