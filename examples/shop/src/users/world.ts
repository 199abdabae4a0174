import type { Random } from './random.ts';
import type { UserRequest } from './user-call.ts';

const MOST_KEPT = 200;
const UNKNOWN = 0.03;
const ID = /\b(?:prd|ord|cus)_[0-9a-z]{16}\b/g;

/** What a user has seen of the shop so far and calls again. */
export class World {
  readonly random: Random;
  /** Ids in the order in which they appeared. */
  readonly products: string[] = [];
  readonly orders: string[] = [];
  readonly customers: string[] = [];
  /** Orders that wait for payment, with their totals. */
  readonly open = new Map<string, number>();

  constructor(random: Random) {
    this.random = random;
  }

  /** An id that was seen, now and then one that nobody has. */
  id(kind: 'products' | 'orders' | 'customers'): string | undefined {
    const known = this[kind];
    const prefix = { products: 'prd', orders: 'ord', customers: 'cus' }[kind];
    if (this.random.chance(UNKNOWN)) return `${prefix}_${this.random.text('0123456789abcdefghjkmnpqrstvwxyz', 16)}`;
    return known[this.random.integer(0, known.length - 1)];
  }

  /** Notes what an answer tells. */
  learn({ method, target, status }: UserRequest & { readonly status: number }, body: string): void {
    for (const [id] of body.matchAll(ID)) {
      const kind = ({ prd: 'products', ord: 'orders', cus: 'customers' } as const)[id.slice(0, 3) as 'prd'];
      if (this[kind].length < MOST_KEPT && !this[kind].includes(id)) this[kind].push(id);
    }
    if (method !== 'POST' || status !== 201) return;
    const made = JSON.parse(body) as { readonly id: string; readonly orderId?: string; readonly totalCents?: number };
    if (target === '/orders') this.open.set(made.id, made.totalCents ?? 0);
    else if (made.orderId !== undefined) this.open.delete(made.orderId);
  }
}

/** A user at a moment: what is asked for next. Undefined where the user knows of nothing to ask for. */
export type Action = (world: World) => UserRequest | undefined;

export function json(method: string, target: string, body: unknown): UserRequest {
  return { method, target, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** A target with those parameters that have a value. */
export function withQuery(path: string, parameters: Readonly<Record<string, string | number | undefined>>): UserRequest {
  const pairs = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(`${value}`)}`).join('&');
  return { method: 'GET', target: query === '' ? path : `${path}?${query}` };
}
