import type { Exchange } from '@airside/domain';
import { expect, test } from 'vitest';

import { exchangeOf } from '../testing/exchange.ts';
import { EngineScorer } from './engine-scorer.ts';

const START = Date.UTC(2026, 10, 1);
const MINUTE = 60_000;

/** Somebody looks at some pages. */
function visit(index: number, of: Partial<Exchange> = {}): Exchange {
  const client = { address: `198.51.100.${index % 40}`, userAgent: null };
  return exchangeOf({
    time: new Date(START + index * MINUTE).toISOString(),
    client,
    path: '/items',
    template: '/items',
    query: `page=${1 + (index % 9)}`,
    ...of,
  });
}

function trained(of: (index: number) => Partial<Exchange>): EngineScorer {
  const scorer = new EngineScorer();
  for (let index = 0; index < 600; index++) scorer.learn(visit(index, of(index)));
  return scorer;
}

const odd = (index: number, of: Partial<Exchange> = {}): Exchange => visit(index, { query: `page=${index}' or sleep(5)#`, ...of });

test.each<[string, (index: number) => Partial<Exchange>]>([
  ['as it should be', () => ({})],
  ['of one caller', () => ({ client: { address: '192.0.2.1', userAgent: null } })],
  ['all at the same time', () => ({ time: '2026-11-01T00:00:00.000Z' })],
  ['in no order', (index) => ({ time: new Date(START + ((index * 7919) % 600) * MINUTE).toISOString() })],
])('traffic %s: odd requests are told from others, however many there are', (_, of) => {
  const scorer = trained(of);
  const usual: number[] = [];
  const unusual: number[] = [];
  for (let index = 600; index < 800; index++) {
    usual.push(scorer.score(visit(index, of(index))));
    unusual.push(scorer.score(odd(index, of(index))));
  }
  usual.sort((a, b) => a - b);
  expect(usual[198]).toBeLessThan(Math.min(...unusual));
  expect(scorer.faults.size).toBe(0);
});

test('traffic of the days that were learned from is judged as if it came later', () => {
  const scorer = trained(() => ({}));
  const usual = Array.from({ length: 200 }, (_, index) => scorer.score(visit(index + 300))).sort((a, b) => a - b);
  const unusual = Array.from({ length: 20 }, (_, index) => scorer.score(odd(index + 500)));
  expect(usual[190]).toBeLessThan(2);
  expect(Math.min(...unusual)).toBeGreaterThan(2);
});

test('what many known callers begin to do becomes usual, and what one does again and again does not', () => {
  const known = (index: number): Partial<Exchange> => ({
    time: new Date(START + index * 10 * MINUTE).toISOString(),
    principal: { kind: 'jwt', subject: `user ${index % 10}`, consumer: null, credential: null },
  });
  const scorer = trained(known);
  const release = (index: number): Exchange => visit(index, { ...known(index), query: `page=2&theme=${index % 2}` });
  const first = scorer.score(release(600));
  for (let index = 601; index < 900; index++) scorer.score(release(index));
  expect(first).toBeGreaterThan(1.5);
  expect(scorer.score(release(900))).toBeLessThan(first - 1);
  const client = { address: '203.0.113.5', userAgent: null };
  for (let index = 901; index < 1100; index++) scorer.score(odd(index, { ...known(index), principal: null, client }));
  expect(scorer.score(odd(1100, { ...known(1100), principal: null, client }))).toBeGreaterThan(2);
});
