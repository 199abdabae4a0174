import type { Exchange } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { fromExchange } from './from-exchange.ts';

const exchange: Exchange = {
  id: 'a1',
  time: '2026-11-01T10:00:00.000Z',
  api: 'shop',
  operation: 'listOrders',
  method: 'GET',
  host: 'api.example.com',
  path: '/v1/orders',
  template: '/orders',
  query: 'limit=1',
  client: { address: '192.0.2.1', userAgent: null },
  principal: { kind: 'jwt', subject: 'anna', consumer: null, credential: null },
  verdicts: [],
  problem: null,
  status: 200,
  upstream: null,
  requestBytes: 0,
  responseBytes: 10,
  durationMs: 0.5,
};

test('an exchange tells what was called, and when', () => {
  expect(fromExchange(exchange)).toMatchObject({
    timeMs: Date.UTC(2026, 10, 1, 10),
    api: 'shop',
    path: '/v1/orders',
    template: '/orders',
    query: 'limit=1',
    status: 200,
    isRefused: false,
  });
});

test('what was not recorded is not taken for empty', () => {
  expect(fromExchange(exchange).response).toEqual({ headers: undefined, body: undefined, bytes: 10 });
  const response = { headers: [['content-type', 'text/plain'] as [string, string]], body: '' };
  expect(fromExchange({ ...exchange, response }).response).toEqual({ headers: response.headers, body: '', bytes: 10 });
});

test('a refusal of the gateway is known as one, and an answer that nobody waited for is none', () => {
  expect(fromExchange({ ...exchange, problem: 'rate-limited', status: 429 }).isRefused).toBe(true);
  expect(fromExchange({ ...exchange, status: 499 }).status).toBeNull();
});

describe('who called', () => {
  const anonymous = { kind: 'anonymous', subject: 'anonymous', consumer: null, credential: null } as const;
  const key = { kind: 'apiKey', subject: 'acme', consumer: 'acme', credential: 'k' } as const;

  test.each<[string, Exchange['principal'], string, readonly string[] | undefined]>([
    ['a consumer', key, 'acme', ['apiKey']],
    ['the subject of a token', exchange.principal, 'anna', ['bearer']],
    ['an address without a credential', anonymous, '192.0.2.1', []],
    ['an address that was refused before it said who it is', null, '192.0.2.1', undefined],
    ['several credentials together', { ...key, beside: [{ ...key, kind: 'certificate' }] }, 'acme', ['apiKey', 'certificate']],
  ])('is %s', (_name, principal, caller, credentials) => {
    expect(fromExchange({ ...exchange, principal })).toMatchObject({ caller });
    expect(fromExchange({ ...exchange, principal }).credentials).toEqual(credentials);
  });
});
