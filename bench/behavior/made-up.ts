import type { Exchange } from '@airside/domain';
import { DAY_MS, EPOCH_MS, simulate } from '@airside/example-traffic';

const SAMPLE = 2000;

/** Exchanges as there are in the shop, to be given other callers and operations. */
export function sampleExchanges(): readonly Exchange[] {
  const found: Exchange[] = [];
  for (const { exchange } of simulate({ days: 3, users: 300, seed: 9, quietDays: 3, campaigns: [] })) {
    if (exchange.api === 'shop' && exchange.status < 300) found.push(exchange);
    if (found.length >= SAMPLE) break;
  }
  return found;
}

/** The exchange as the n-th made-up caller would have made it. */
export function asCaller(exchange: Exchange, caller: number, timeMs: number): Exchange {
  const id = caller.toString(36).padStart(16, '0');
  const { client, principal } = exchange;
  return {
    ...exchange,
    id: `${exchange.id.slice(0, 20)}${timeMs}`,
    time: new Date(timeMs).toISOString(),
    client: { ...client, address: `2001:db8:${(caller >> 16).toString(16)}:${(caller & 0xffff).toString(16)}::1`, session: id },
    principal: principal === null ? null : { ...principal, subject: `usr_${id}`, token: id },
  };
}

/** The exchange as if it had been with the n-th operation of an API that has many. */
export function asOperation(exchange: Exchange, operation: number, defined: boolean): Exchange {
  const name = `resource${operation}`;
  const { path } = exchange;
  return {
    ...exchange,
    api: 'large',
    operation: defined ? name : null,
    template: defined ? `/${name}/{id}` : null,
    path: `/${name}/${path.slice(1).replaceAll('/', '-')}`,
  };
}

/** When the n-th of so many exchanges is made: all of them within some days. */
export function timeOf(index: number, all: number): number {
  return EPOCH_MS + Math.floor((index / all) * 3 * DAY_MS);
}
