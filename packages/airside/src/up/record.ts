import { join } from 'node:path';

import { createExchangeWriter, type ExchangeStore, openExchangeStore, StoreUnavailableError } from '@airside/control';
import type { Exchange, StoreConfiguration, Subject } from '@airside/domain';

import { CommandError, EXIT } from '../exit.ts';
import { EXCHANGES_FILE } from './data-directory.ts';
import type { Log } from './log.ts';
import { exchangesOf, newestExchanges } from './newest-exchanges.ts';

export interface RecordState {
  readonly queued: number;
  readonly written: number;
  /** Lost before the store. */
  readonly dropped: number;
  /** Lost in gateway processes. */
  readonly lostInWorkers: number;
  readonly isReachable: boolean;
}

/** Where the exchanges of the workers go. */
export interface ExchangeRecord {
  accept(message: { readonly exchanges: readonly Exchange[]; readonly dropped: number }): void;
  /** What is kept, for whoever reads it again and again. */
  readonly stored: Pick<ExchangeStore, 'list'>;
  /** The newest exchanges of a caller that are kept, newest first. Looks through a bounded number of them. */
  exchangesOf(subject: Subject, limit: number): Promise<readonly Exchange[]>;
  /** The newest exchanges that are kept, newest first, as many as `limit`. */
  newest(limit: number): AsyncIterable<readonly Exchange[]>;
  /** What the health endpoint says of it; empty when nothing is wrong. */
  degradations(): readonly string[];
  /** Counts of exchanges since the start; whether the store can be written. */
  state(): RecordState;
  close(): void;
}

/** Opens the store of exchanges. Whatever happens to it later, calls go on. */
export function openRecord(dataDirectory: string, settings: StoreConfiguration, log: Log): ExchangeRecord {
  const store = openStore(join(dataDirectory, EXCHANGES_FILE));
  const writer = createExchangeWriter(store, {
    retention: { keepMs: settings.keepExchanges, keepAtMost: settings.maxExchanges, keepAtMostBytes: settings.maxBytes },
    onProblem: (error) => log('store-problem', causes(error)),
  });
  let lostInWorkers = 0;
  return {
    accept({ exchanges, dropped }) {
      lostInWorkers += dropped;
      writer.accept(exchanges);
    },
    stored: store,
    exchangesOf: (subject, limit) => exchangesOf(store, subject, limit),
    newest: (limit) => newestExchanges(store, {}, limit),
    degradations() {
      const { failing, dropped } = writer.state();
      return [
        ...(failing === undefined ? [] : ['exchanges cannot be stored']),
        ...(dropped + lostInWorkers === 0 ? [] : ['exchanges were lost']),
      ];
    },
    state() {
      const { queued, written, dropped, failing } = writer.state();
      return { queued, written, dropped, lostInWorkers, isReachable: failing === undefined };
    },
    close() {
      writer.close();
      store.close();
    },
  };
}

/** A damaged store is no reason to stop protecting, but one to not begin: whoever starts Airside is there to put it right. */
function openStore(file: string) {
  try {
    return openExchangeStore(file);
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw new CommandError(error.message, { exitCode: EXIT.unavailable });
    throw error;
  }
}

function causes(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
