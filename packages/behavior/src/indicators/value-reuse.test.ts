import { expect, test } from 'vitest';

import type { MadeCall } from '../testing/call.ts';
import { START_MS } from '../testing/everyday.ts';
import { DAY, loggedIn, many, merged } from '../testing/shop.ts';
import { learningOf, Watch } from '../testing/watch.ts';
import { valueReuse } from './value-reuse.ts';

const MINUTE = 60_000;
const body = (name: string, value: string) => ({ place: 'body', name, value, written: 'text' }) as const;

function redeemed(user: number, code: string, timeMs: number, more: Partial<MadeCall> = {}): MadeCall {
  return {
    ...loggedIn(user, timeMs),
    timeMs,
    operation: 'POST /orders/{id}/coupons',
    parameters: [body('code', code), body('channel', 'web-shop')],
    ...more,
  };
}

/** One of many accounts, with a kind of client of its own. */
function robbedOf(index: number): Partial<MadeCall> {
  return { user: `bot-${index}`, agent: `Client-${index}/1.0` };
}

/** Vouchers of one person each, and coupons that all may use. */
const days = many(1500, (index) => {
  const timeMs = START_MS + index * 5 * MINUTE;
  return index % 3 === 0
    ? redeemed(index % 300, ['SPRING26', 'WELCOME10'][index % 2] ?? '', timeMs)
    : redeemed(index % 300, `${1000 + index}-KXQP`, timeMs);
});
const nowMs = START_MS + 6 * DAY;
const trained = (): Watch => new Watch(valueReuse).see(days).reset();

test('a voucher that another caller has used is surprising, the more so the rarer that is', () => {
  const [signal] = trained().see([redeemed(3, '1001-KXQP', nowMs)]).signals;
  expect(signal?.surprise).toBeGreaterThan(2.2);
  expect(signal?.subject).toMatchObject({ kind: 'user', id: 'user-3' });
});

test('of a voucher no more is told than its first characters', () => {
  const { signals } = trained().see([redeemed(3, '1001-KXQP', nowMs)]);
  expect(JSON.stringify(signals)).not.toContain('1001-K');
});

test('whoever uses several is told of each of them', () => {
  const { signals } = trained().see(many(4, (index) => redeemed(3, `${1001 + 3 * index}-KXQP`, nowMs + index * MINUTE)));
  expect(signals).toHaveLength(4);
  expect(signals.map(({ count }) => count)).toEqual([1, 2, 3, 3]);
});

test.each<[string, (index: number) => Partial<MadeCall>]>([
  ['one caller', () => ({ address: '192.0.2.9', network: 'AS65000' })],
  ['many accounts in one network', (index) => ({ ...robbedOf(index), address: `192.0.2.${index}`, network: 'AS65000' })],
])('vouchers of others that %s uses count together', (_who, whose) => {
  const calls = many(5, (index) => redeemed(3, `${1001 + 3 * index}-KXQP`, nowMs + index * MINUTE, whose(index)));
  const [one, ...more] = trained().see(calls).signals;
  expect(more.at(-1)?.surprise).toBeGreaterThan((one?.surprise ?? 0) + 1.5);
});

test('a voucher of another is as rare where new coupons that all use come in the same parameter', () => {
  const coupons = many(60, (index) => redeemed(index, `SUMMER${100 + Math.floor(index / 2)}`, nowMs + index * MINUTE));
  const [, , ...before] = trained().see([...coupons]).signals;
  expect(before.filter(({ surprise }) => surprise > 2.3)).toEqual([]);
  const { highest } = trained()
    .see(coupons)
    .reset()
    .see([redeemed(3, '1001-KXQP', nowMs + DAY)]);
  expect(highest).toBeGreaterThan(2.3);
});

test('names that a few partners all give to what they send each day are nothing odd', () => {
  const batches = (day: number) =>
    many(4, (partner) => redeemed(800 + partner, `2026-02-${10 + day}`, nowMs + day * DAY + partner * 60 * MINUTE));
  const before = merged(...Array.from({ length: 20 }, (_, day) => batches(day)));
  expect(trained().see(before).reset().see(batches(21)).signals).toEqual([]);
});

test('what one caller takes of others does not make it usual', () => {
  const taken = many(30, (index) => redeemed(3, `${1001 + 3 * index}-KXQP`, nowMs + index * 9 * MINUTE));
  const { highest } = trained()
    .see(taken)
    .reset()
    .see([redeemed(4, '1400-KXQP', nowMs + 2 * DAY)]);
  expect(highest).toBeGreaterThan(2.3);
});

test('among many values of their own, one of another is as rare as it is among all', () => {
  const ofOwn = many(40, (index) => redeemed(3, `MINE-${1000 + index}`, nowMs + index * MINUTE));
  const [signal] = trained().see([...ofOwn, redeemed(3, '1001-KXQP', nowMs + DAY)]).signals;
  expect(signal?.surprise).toBeGreaterThan(2.2);
  expect(signal?.surprise).toBeLessThan(4);
});

test.each<[string, readonly MadeCall[]]>([
  ['a voucher of its own that comes twice', [redeemed(3, 'MINE-0001', nowMs), redeemed(3, 'MINE-0001', nowMs + MINUTE)]],
  ['a voucher that nobody has used', [redeemed(3, 'NEWS-0001', nowMs)]],
  ['a coupon that all use', [redeemed(3, 'SPRING26', nowMs), redeemed(500, 'SPRING26', nowMs)]],
  ['one that was turned down', [redeemed(3, '1001-KXQP', nowMs, { status: 422 })]],
  ['a word that others have used', [redeemed(600, 'wireless', nowMs), redeemed(3, 'wireless', nowMs + 1)]],
  ['a text that others have sent', [redeemed(600, 'room 12-A', nowMs), redeemed(3, 'room 12-A', nowMs + 1)]],
  ['a short word', [redeemed(3, 'yes', nowMs)]],
  ['one that is not on record', [redeemed(3, '***', nowMs), redeemed(4, '***', nowMs + 1)]],
  ['an object, which has an owner', [redeemed(3, '1001-KXQP', nowMs, { objects: ['voucher=1001-KXQP'] })]],
  ['a log-in', [redeemed(3, '1001-KXQP', nowMs, { login: { user: 'user-3', succeeded: true } })]],
  ['somebody who has no name', [{ ...redeemed(3, '1001-KXQP', nowMs), kind: 'anonymous' as const }]],
  [
    'a parameter of which little is known',
    [redeemed(1, 'ONES-0001', nowMs, { operation: 'POST /new' }), redeemed(2, 'ONES-0001', nowMs + 1, { operation: 'POST /new' })],
  ],
])('nothing is told of %s', (_what, calls) => {
  expect(trained().see(calls).signals).toEqual([]);
});

test('who has used what is known after a restart', () => {
  const before = trained().detector;
  const after = valueReuse.create(learningOf());
  after.merge?.(structuredClone(before.save?.()));
  for (const part of before.saveCallers?.() ?? []) after.mergeCallers?.(structuredClone(part));
  const watch = trained();
  Object.assign(watch, { detector: after });
  expect(watch.see([redeemed(3, '1001-KXQP', nowMs)]).highest).toBeGreaterThan(2.2);
  expect(watch.reset().see([redeemed(3, 'NEWS-0001', nowMs)]).signals).toEqual([]);
});
