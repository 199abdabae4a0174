import type { Parameter } from '../call/call.ts';
import type { MadeCall } from './call.ts';
import { createRandom } from './random.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** A Monday. */
export const START_MS = Date.UTC(2026, 0, 5);

export interface Everyday {
  readonly users: number;
  readonly days: number;
  readonly seed?: number;
  readonly startMs?: number;
  /** Users of the first so many share one address of a mobile carrier. */
  readonly behindOneAddress?: number;
  /** So many times as many visits as on other days, between these hours. */
  readonly sale?: { readonly times: number; readonly hours: readonly [from: number, to: number] };
}

/**
 * What customers of a shop do: one or two visits a day, most of them by day; a log-in that fails now and then, some reading of lists and of their own orders, an order
 * sometimes. In the order of time.
 */
export function everyday({ users, days, seed = 1, startMs = START_MS, behindOneAddress = 0, sale }: Everyday): readonly MadeCall[] {
  const random = createRandom(seed);
  const calls: MadeCall[] = [];
  const { times, hours } = sale ?? { times: 1, hours: [7, 22] };
  for (let day = 0; day < days; day++) {
    for (let user = 0; user < users; user++) {
      const visits = random() < 0.7 ? 1 : random() < 0.5 ? 0 : 2;
      for (let visit = 0; visit < times * visits; visit++) {
        const hour = hours[0] + (hours[1] - hours[0]) * ((random() + random()) / 2);
        calls.push(...visitOf(user, startMs + day * DAY + hour * 60 * MINUTE, random, user < behindOneAddress));
      }
    }
  }
  return calls.toSorted((one, other) => one.timeMs - other.timeMs);
}

/** Who a user is, whatever is called. */
export function customer(user: number, isBehindCarrier = false): Pick<MadeCall, 'address' | 'network' | 'country' | 'agent' | 'roles'> {
  return {
    address: isBehindCarrier ? '203.0.113.1' : `198.51.${user >> 8}.${user & 255}`,
    network: isBehindCarrier ? 'AS64501' : `AS${64510 + (user % 7)}`,
    country: user % 10 === 0 ? 'AT' : 'DE',
    agent: `Shop/${1 + (user % 3)}.2 (${user % 2 === 0 ? 'iPhone' : 'Android'})`,
    roles: ['customer'],
  };
}

function visitOf(user: number, startMs: number, random: () => number, isBehindCarrier: boolean): readonly MadeCall[] {
  const who = customer(user, isBehindCarrier);
  const name = `user-${user}`;
  let timeMs = startMs;
  const at = (): number => {
    timeMs += 1500 + random() * random() * 40_000;
    return timeMs;
  };
  const calls: MadeCall[] = [];
  const failures = random() < 0.08 ? 1 + Math.floor(random() * 3) : 0;
  for (let failure = 0; failure < failures; failure++) {
    calls.push({ ...who, timeMs: at(), operation: 'POST /login', status: 401, login: { user: name, succeeded: false } });
  }
  calls.push({ ...who, timeMs: at(), operation: 'POST /login', login: { user: name, succeeded: true } });
  const session = { ...who, user: name, token: `${name}-${Math.floor(startMs / DAY)}` };
  const orders = Array.from({ length: 1 + (user % 4) }, (_, index) => `order=${user}-${index}`);
  calls.push({
    ...session,
    timeMs: at(),
    operation: 'GET /orders',
    answer: { objects: orders, records: orders.length },
    responseBytes: 400 * orders.length,
  });
  for (const order of orders.slice(0, 1 + Math.floor(random() * 3))) {
    calls.push({
      ...session,
      timeMs: at(),
      operation: 'GET /orders/{id}',
      objects: [order],
      answer: { objects: [order], personal: 3, records: 0 },
    });
  }
  for (let page = 0; page < 1 + Math.floor(random() * 3); page++) {
    const products = Array.from({ length: 10 }, (_, index) => `product=${page * 10 + index}`);
    calls.push({ ...session, timeMs: at(), operation: 'GET /products', answer: { objects: products, records: 10 }, responseBytes: 4000 });
    calls.push({ ...session, timeMs: at(), operation: 'GET /products/{id}', objects: [products[Math.floor(random() * 10)] ?? ''] });
  }
  if (random() < 0.3) {
    calls.push({ ...session, timeMs: at(), operation: 'POST /cart', requestBytes: 200, parameters: [sku(Math.floor(random() * 100))] });
    calls.push({ ...session, timeMs: at(), operation: 'POST /checkout', requestBytes: 600 });
  }
  if (random() < 0.05) calls.push({ ...session, timeMs: at(), operation: 'GET /products/{id}', objects: ['product=gone'], status: 404 });
  return calls;
}

function sku(number: number): Parameter {
  return { place: 'body', name: 'sku', value: `sku ${number}`, written: 'text' };
}
