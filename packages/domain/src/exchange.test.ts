import { expect, test } from 'vitest';

import { exchangeSchema } from './exchange.ts';

const exchange = {
  id: 'a1',
  time: '2026-11-01T10:00:00.000Z',
  api: null,
  operation: null,
  method: 'GET',
  host: 'api.example.com',
  path: '/',
  template: null,
  query: '',
  client: { address: '192.0.2.1', userAgent: null },
  principal: null,
  verdicts: [],
  problem: 'api-unknown',
  status: 404,
  upstream: null,
  requestBytes: 0,
  responseBytes: 10,
  durationMs: 0.5,
};

test('an exchange survives being written as a line and read again', () => {
  expect(exchangeSchema.parse(JSON.parse(JSON.stringify(exchange)))).toEqual(exchange);
});

test('an exchange may hold request and answer in full', () => {
  const full = {
    ...exchange,
    request: { headers: [['accept', '*/*']], omitted: 'too-large' },
    response: { headers: [['content-type', 'application/json']], body: '{}' },
  };
  expect(exchangeSchema.parse(full)).toEqual(full);
});

test.each([
  [{ request: { body: 'x' } }],
  [{ request: { headers: { accept: '*/*' } } }],
  [{ response: { headers: [['accept']] } }],
  [{ headers: { authorization: 'Bearer x' } }],
  [{ time: '2026-11-01 10:00' }],
  [{ time: '2026-11-01T10:00:00+01:00' }],
  [{ status: 200.5 }],
  [{ requestBytes: -1 }],
  [{ durationMs: Number.NaN }],
  [{ principal: { kind: 'root', subject: 'x', consumer: null, credential: null } }],
  [{ principal: { kind: 'jwt', subject: 'x', consumer: null, credential: null, token: 'secret' } }],
  [{ verdicts: [{ policy: 'x', checkpoint: 'nowhere', outcome: 'pass', durationUs: 1 }] }],
  [{ client: { address: '192.0.2.1' } }],
])('what is no exchange is refused: %j', (change) => {
  expect(exchangeSchema.safeParse({ ...exchange, ...change }).success).toBe(false);
});
