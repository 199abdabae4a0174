import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { type ExchangeFilter, type ExchangeStore, openExchangeStore, type StoredExchange, StoreUnavailableError } from '@airside/control';

import { type DataOptions, dataDirectory } from '../configured.ts';
import { exchangeLine } from '../exchange-line.ts';
import { CommandError, EXIT } from '../exit.ts';
import { EXCHANGES_FILE } from '../up/data-directory.ts';

const FOLLOW_INTERVAL_MS = 300;
const PAGE = 1000;
const FILTERS = [
  'api',
  'consumer',
  'operation',
  'status',
  'problem',
  'address',
  'since',
  'until',
] as const satisfies readonly (keyof ExchangeFilter)[];

export interface ExchangesOptions extends ExchangeFilter, DataOptions {
  readonly limit: number;
  readonly follow?: boolean;
  readonly json?: boolean;
}

/** Prints what the store holds, and with `follow` what comes after. */
export async function printExchanges(options: ExchangesOptions): Promise<void> {
  const file = join(await dataDirectory(options), EXCHANGES_FILE);
  try {
    const store = openExchangeStore(file, { readOnly: true });
    try {
      await print(store, options);
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw new CommandError(error.message, { exitCode: EXIT.unavailable });
    throw error;
  }
}

async function print(store: ExchangeStore, options: ExchangesOptions): Promise<void> {
  const filter = Object.fromEntries(FILTERS.flatMap((key) => (options[key] === undefined ? [] : [[key, options[key]]]))) as ExchangeFilter;
  const show = (batch: readonly StoredExchange[]): void => {
    const lines = batch.map(({ exchange }) => `${options.json === true ? JSON.stringify(exchange) : exchangeLine(exchange)}\n`);
    if (lines.length > 0) process.stdout.write(lines.join(''));
  };
  const newest = store.list({}, { limit: 1, order: 'newest-first' })[0]?.sequence ?? 0;
  const shown = store.list(filter, { limit: options.limit, order: 'newest-first' }).toReversed();
  show(shown);
  if (options.follow !== true) return;

  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());
  let after = Math.max(newest, shown.at(-1)?.sequence ?? 0);
  while (!stopped.signal.aborted) {
    const batch = store.list(filter, { limit: PAGE, after, order: 'oldest-first' });
    show(batch);
    after = batch.at(-1)?.sequence ?? after;
    if (batch.length < PAGE) await sleep(FOLLOW_INTERVAL_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
  }
}
