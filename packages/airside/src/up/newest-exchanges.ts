import { setImmediate } from 'node:timers/promises';

import type { ExchangeFilter, ExchangeStore } from '@airside/control';
import { callerNames, type Exchange, type Subject } from '@airside/domain';

const PAGE = 500;
const MOST_LOOKED_AT = 20_000;

/** The newest exchanges that fit, newest first, a page at a time; in between others have their turn. */
export async function* newestExchanges(store: ExchangeStore, filter: ExchangeFilter, most: number): AsyncGenerator<readonly Exchange[]> {
  let before: number | undefined;
  for (let left = most; left > 0; ) {
    const page = store.list(filter, { limit: Math.min(PAGE, left), order: 'newest-first', ...(before !== undefined && { before }) });
    if (page.length === 0) return;
    before = page.at(-1)?.sequence;
    left -= page.length;
    yield page.map(({ exchange }) => exchange);
    await setImmediate();
  }
}

/** Those of a caller, among the newest that are kept. */
export async function exchangesOf(store: ExchangeStore, subject: Subject, limit: number): Promise<readonly Exchange[]> {
  const found: Exchange[] = [];
  const filter = subject.kind === 'address' ? { address: subject.id } : {};
  for await (const page of newestExchanges(store, filter, MOST_LOOKED_AT)) {
    found.push(...page.filter((exchange) => isOf(exchange, subject)));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

function isOf(exchange: Exchange, { kind, id }: Subject): boolean {
  return kind === 'api' ? exchange.api === id : callerNames(exchange).some((name) => name.kind === kind && name.id === id);
}
