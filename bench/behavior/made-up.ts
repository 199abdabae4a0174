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
    principal: principal === null ? null : { ...principal, subject: `usr_${id}`, consumer: null, token: id },
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

/** The exchange as a caller would have made it who is nobody: with all names, a path or a parameter, and objects that nobody ever had. */
export function asMadeUp(exchange: Exchange, number: number, timeMs: number): Exchange {
  const made = withToken(asCaller(exchange, number, timeMs), number);
  const name = number.toString(36);
  const path =
    number % 10 === 0 ? { path: `/${name}-${exchange.path.slice(1).replaceAll('/', '-')}`, template: null, operation: null } : {};
  return {
    ...made,
    ...path,
    client: { ...made.client, network: `AS${number}`, userAgent: `Agent-${name}` },
    query: `order_id=ord_${name}&field_${name}=${number}`,
    response: { headers: [['content-type', 'application/json']], body: JSON.stringify({ id: `ord_${name}`, [`field_${name}`]: number }) },
  };
}

/** The exchange as the n-th known caller would have made it, always from the same place with the same client. */
export function asKnown(exchange: Exchange, caller: number, timeMs: number): Exchange {
  const made = withToken(asCaller(exchange, caller, timeMs), caller);
  const { address, session } = made.client;
  return {
    ...made,
    client: {
      address,
      ...(session !== undefined && { session }),
      network: `AS${64_512 + (caller % 20)}`,
      country: 'DE',
      userAgent: 'Browser',
    },
  };
}

/** Somebody whom an issuer of tokens vouches for. */
function withToken(exchange: Exchange, caller: number): Exchange {
  const id = caller.toString(36).padStart(16, '0');
  return {
    ...exchange,
    principal: {
      kind: 'jwt',
      issuer: 'https://id.example',
      subject: `usr_${id}`,
      consumer: null,
      credential: null,
      scopes: [],
      token: id,
    },
  };
}

/** The exchange as if somebody made it who has the caller's credential, at the n-th other place and with another client. */
export function asElsewhere(exchange: Exchange, place: number): Exchange {
  const client = {
    ...exchange.client,
    address: `198.18.0.${place}`,
    network: `AS${65_000 + place}`,
    country: place % 2 === 0 ? 'AQ' : 'BV',
    userAgent: `Something ${'abcdefgh'[place % 8]}`,
  };
  return { ...exchange, client };
}

/** When the n-th of so many exchanges is made: all of them within some days. */
export function timeOf(index: number, all: number): number {
  return EPOCH_MS + Math.floor((index / all) * 3 * DAY_MS);
}
