import type { Exchange } from '@airside/domain';

/** A whole exchange for tests; what matters to a test is given. */
export function exchangeWith(fields: Partial<Exchange> = {}): Exchange {
  return {
    id: 'a1',
    time: '2026-11-01T10:00:00.000Z',
    api: 'orders',
    operation: 'getOrder',
    method: 'GET',
    host: 'api.example.com',
    path: '/orders/1',
    template: '/orders/{id}',
    query: '',
    client: { address: '192.0.2.1', userAgent: null },
    principal: { kind: 'apiKey', subject: 'shop', consumer: 'shop', credential: 'k1' },
    verdicts: [{ policy: 'credentials', checkpoint: 'identity', outcome: 'pass', durationUs: 12.5 }],
    problem: null,
    status: 200,
    upstream: { origin: 'http://127.0.0.1:3000', status: 200, durationMs: 3.25 },
    requestBytes: 0,
    responseBytes: 512,
    durationMs: 4.5,
    ...fields,
  };
}

/** So many exchanges, a second apart, with the ids `0`, `1`, … */
export function exchanges(count: number, fields: Partial<Exchange> = {}): Exchange[] {
  const first = Date.parse('2026-11-01T10:00:00Z');
  return Array.from({ length: count }, (_, index) =>
    exchangeWith({ id: String(index), time: new Date(first + index * 1000).toISOString(), ...fields }),
  );
}
