import { expect } from 'vitest';

import { type ShopOptions, startShop } from '../start.ts';
import { bodyFits, misfit } from './definition.ts';

/** Ids of the demo data. */
export const ANA = { customer: 'cus_6nf9zp5c7y2p162h', paid: 'ord_8wpd1jfrmxrb6cv2', pending: 'ord_jkt6rap4qm9enwg0' } as const;
export const BEN = { customer: 'cus_qzt7vem9edhz9wyb', paid: 'ord_21762n80j23gttw0', pending: 'ord_nyqah9bfyrwmhz67' } as const;
export const ACME = { customer: 'cus_k4wgnsznxe4xc614', pending: 'ord_c6621y4k97rvb0dh' } as const;
export const MUG = 'prd_crjn79bjdydp0mkf';
export const LAMP = 'prd_6mkfqad7ts0fkkk1';

export interface CallOptions {
  /** User to log in as first. */
  readonly as?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The parts of all bodies that tests look at. */
export interface Body {
  readonly [member: string]: unknown;
  readonly id: string;
  readonly status: unknown;
  readonly items: readonly Body[];
}

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export type Call = (method: string, path: string, options?: CallOptions) => Promise<Received>;

/** A running shop and a function that calls it; every request and answer is held against the definition. */
export async function startTestShop(options: ShopOptions = {}): Promise<AsyncDisposable & { url: string; call: Call }> {
  const shop = await startShop(options);
  const tokens = new Map<string, string>();

  const send: Call = async (method, path, { body, headers = {} } = {}) => {
    const response = await fetch(shop.url + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const received: unknown = text === '' ? undefined : JSON.parse(text);
    expect(misfit(method, path, response.status, response.headers.get('content-type'), received)).toBeUndefined();
    if (bodyFits(method, path, body) === false) expect(response.status).toBeGreaterThanOrEqual(400);
    if (text.includes('"in":"body"') && !text.includes('expected each product once') && !text.includes('that exists')) {
      expect(bodyFits(method, path, body)).toBe(false);
    }
    return { status: response.status, headers: response.headers, body: received as Body };
  };

  const call: Call = async (method, path, { as, ...rest } = {}) => {
    if (as === undefined) return send(method, path, rest);
    if (!tokens.has(as)) {
      const { body } = await send('POST', '/sessions', { body: { username: as, password: `${as}-demo-password` } });
      tokens.set(as, String(body['accessToken']));
    }
    return send(method, path, { ...rest, headers: { Authorization: `Bearer ${tokens.get(as)}`, ...rest.headers } });
  };

  return { url: shop.url, call, [Symbol.asyncDispose]: () => shop.close() };
}
