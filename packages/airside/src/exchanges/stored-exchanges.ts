import { join } from 'node:path';

import { type ExchangeFilter, openExchangeStore, StoreUnavailableError } from '@airside/control';
import type { Exchange } from '@airside/domain';

import { CommandError, EXIT } from '../exit.ts';
import { EXCHANGES_FILE } from '../up/data-directory.ts';

const PAGE = 1000;

/** What the store in a data directory holds, from its oldest exchange to the newest one of now, a page in memory at a time. */
export function* storedExchanges(directory: string, filter: ExchangeFilter): Generator<Exchange> {
  try {
    const store = openExchangeStore(join(directory, EXCHANGES_FILE), { readOnly: true });
    try {
      const last = store.list({}, { limit: 1, order: 'newest-first' })[0]?.sequence ?? 0;
      for (let after = 0; after < last; ) {
        const page = store.list(filter, { limit: PAGE, after, order: 'oldest-first' });
        for (const { exchange } of page) yield exchange;
        after = page.at(-1)?.sequence ?? last;
      }
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw new CommandError(error.message, { exitCode: EXIT.unavailable });
    throw error;
  }
}
