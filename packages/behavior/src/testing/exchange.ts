import type { Exchange } from '@airside/domain';

let made = 0;

/** An exchange for tests: what is given, and for the rest what an everyday one has. */
export function exchangeOf(of: Partial<Exchange> = {}): Exchange {
  made++;
  return {
    id: `test-${made}`,
    time: '2026-11-01T10:00:00.000Z',
    api: 'shop',
    operation: null,
    method: 'GET',
    host: 'api.example.com',
    path: '/orders',
    template: '/orders',
    query: '',
    client: { address: '192.0.2.1', userAgent: null },
    principal: null,
    verdicts: [],
    problem: null,
    status: 200,
    upstream: null,
    requestBytes: 0,
    responseBytes: 100,
    durationMs: 5,
    ...of,
  };
}

/** A recorded request or answer with a body of JSON. */
export function jsonMessage(value: unknown): NonNullable<Exchange['request']> {
  return { headers: [['content-type', 'application/json']], body: JSON.stringify(value) };
}
