import type { Exchange } from '@airside/domain';

const START_MS = Date.UTC(2026, 0, 1);
const APART_MS = 100;

/** What an exchange is in which nothing is known but that it came, and was answered with 200: that of a number comes 100 ms after the one before. */
export function blankExchange(id: string, number: number): Exchange {
  return {
    id,
    time: new Date(START_MS + number * APART_MS).toISOString(),
    api: null,
    operation: null,
    method: 'GET',
    host: '',
    path: '/',
    template: null,
    query: '',
    client: { address: '192.0.2.1', userAgent: null },
    principal: null,
    verdicts: [],
    problem: null,
    status: 200,
    upstream: null,
    requestBytes: 0,
    responseBytes: 0,
    durationMs: 0,
  };
}
