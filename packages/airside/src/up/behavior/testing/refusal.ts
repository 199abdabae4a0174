import type { Exchange } from '@airside/domain';

/** A call that an API answered with 404, for tests of the engine's host. */
export function refusalOf(id: string, more: Partial<Exchange> = {}): Exchange {
  return {
    id,
    time: '2026-11-01T10:00:00.000Z',
    api: 'orders',
    operation: null,
    method: 'GET',
    host: 'localhost',
    path: '/',
    template: null,
    query: '',
    client: { address: '192.0.2.1', userAgent: null },
    principal: null,
    verdicts: [],
    problem: null,
    status: 404,
    upstream: null,
    requestBytes: 0,
    responseBytes: 0,
    durationMs: 1,
    ...more,
  };
}
