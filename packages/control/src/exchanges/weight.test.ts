import type { Exchange } from '@airside/domain';
import { expect, test } from 'vitest';

import { exchangeWith } from '../../test/exchange.ts';
import { exchangeWeight } from './weight.ts';

const LONG = 'x'.repeat(10 * 1024);

test.each<[what: string, fields: Partial<Exchange>]>([
  ['a body', { request: { headers: [], body: LONG } }],
  ['the body of an answer', { response: { headers: [], body: LONG } }],
  ['header fields', { request: { headers: Array.from({ length: 100 }, () => ['x', LONG.slice(0, 104)] as [string, string]) } }],
  ['header fields of an answer', { response: { headers: [[LONG, '']] } }],
  ['a path', { path: LONG }],
  ['a query', { query: LONG }],
  ['a user agent', { client: { address: '192.0.2.1', userAgent: LONG } }],
])('what waits is bounded by all that others write: %s counts', (_what, fields) => {
  expect(exchangeWeight(exchangeWith(fields))).toBeGreaterThan(10);
});

test('an exchange without much in it counts once', () => expect(exchangeWeight(exchangeWith({}))).toBe(1));
