import type { Sanction, Subject } from '@airside/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { exchangeOf } from '../testing/detections.ts';
import { SanctionsInEffect } from './in-effect.ts';
import { createTraffic, type Traffic } from './traffic.ts';

const CAP = { requests: 0.05, callers: 0.05 };
const START_MS = Date.UTC(2026, 0, 1);
const user = (id: string): Subject => ({ kind: 'user', id });

function blockOf(id: string, more: Partial<Sanction> = {}): Sanction {
  return {
    id,
    action: 'block',
    match: [{ kind: 'user', id }],
    api: null,
    requestsPerMinute: null,
    dryRun: false,
    created: new Date(START_MS).toISOString(),
    expires: new Date(START_MS + 60_000).toISOString(),
    by: 'response:block',
    reason: '',
    incident: null,
    undone: null,
    ...more,
  };
}

/** Traffic in which the requests of each caller are known, and which counts how often it is asked. */
function knownTraffic(good: (id: string) => number): Traffic & { asked: number } {
  return {
    asked: 0,
    note: () => undefined,
    suspect: () => undefined,
    good: () => 1000,
    goodOf([name]) {
      this.asked++;
      return good(name?.id ?? '');
    },
    callers: () => 100,
    known: () => 0,
    knownOf: () => 0,
    behind: () => 0,
    isProved: () => true,
  };
}

test('one more block costs the same among 20,000 as among 20', () => {
  const asked = [20, 20_000].map((count) => {
    const traffic = knownTraffic(() => 0);
    const inEffect = new SanctionsInEffect(traffic, () => START_MS);
    for (let index = 0; index < count; index++) inEffect.add(blockOf(`u-${index}`));
    traffic.asked = 0;
    inEffect.beyondCap([{ kind: 'user', id: 'u' }], CAP);
    return traffic.asked;
  });
  expect(asked[1]).toBe(asked[0]);
});

test('what blocks take away is the sum over those that are in effect, whatever came and went', () => {
  const step = fc.record({ id: fc.integer({ min: 0, max: 9 }), goes: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const traffic = knownTraffic((id) => Number(id));
      const inEffect = new SanctionsInEffect(traffic, () => START_MS);
      const there = new Set<number>();
      for (const { id, goes } of steps) {
        if (goes) inEffect.remove(String(id));
        else inEffect.add(blockOf(String(id)));
        if (goes) there.delete(id);
        else there.add(id);
      }
      const hit = [...there].filter((id) => id > 0).length + 1;
      const limit = Math.max(1, Math.floor(0.05 * 100));
      expect(inEffect.beyondCap([{ kind: 'user', id: '1' }], CAP) !== undefined).toBe(
        hit > limit || [...there].reduce((sum, id) => sum + id, 1) > 50,
      );
      expect([inEffect.size, inEffect.automated]).toEqual([there.size, there.size]);
    }),
  );
});

test('a block counts as long as it lasts with what it took when it was imposed, although nothing is left of that', () => {
  let good = 1;
  const inEffect = new SanctionsInEffect(
    knownTraffic(() => good),
    () => START_MS,
  );
  for (let index = 0; index < 5; index++) inEffect.add(blockOf(`u-${index}`));
  good = 0;
  expect(inEffect.beyondCap([{ kind: 'user', id: 'u' }], CAP)).toBeUndefined();
  good = 1;
  expect(inEffect.beyondCap([{ kind: 'user', id: 'u' }], CAP)).toContain('would hit 6 callers');
});

test('what has expired, or was undone, or is only tried, or was ordered by a person, takes nothing away', () => {
  let nowMs = START_MS;
  const inEffect = new SanctionsInEffect(
    knownTraffic(() => 40),
    () => nowMs,
  );
  inEffect.add(blockOf('a', { expires: new Date(START_MS + 5000).toISOString() }));
  inEffect.add(blockOf('b'));
  inEffect.add(blockOf('c', { dryRun: true }));
  inEffect.add(blockOf('d', { by: 'person:ada' }));
  expect(inEffect.beyondCap([{ kind: 'user', id: 'u' }], CAP)).toContain('12 %');
  inEffect.remove('b');
  nowMs += 5000;
  expect(inEffect.beyondCap([{ kind: 'user', id: 'u' }], CAP)).toBeUndefined();
  expect(inEffect.all().map(({ id }) => id)).toEqual(['c', 'd']);
});

test.each([
  ['the same', {}, true],
  ['the same, at one API of all', { api: 'orders' }, true],
  ['another action', { action: 'throttle' as const }, false],
  ['the same in earnest', { dryRun: true }, false],
  ['another caller', { match: [{ kind: 'user' as const, id: 'b' }] }, false],
  ['a caller with a name that looks like two', { match: [{ kind: 'user' as const, id: 'a address:192.0.2.1' }] }, false],
])('%s is known to be done: %#', (_what, more, is) => {
  const inEffect = new SanctionsInEffect(createTraffic(), () => START_MS);
  inEffect.add(blockOf('a'));
  inEffect.add(blockOf('x', { match: [user('a') as Sanction['match'][number], { kind: 'address', id: '192.0.2.1' }] }));
  expect(inEffect.has(blockOf('n', { match: blockOf('a').match, ...more }))).toBe(is);
});

test('made-up sessions are no callers that widen the cap, sessions that last are', () => {
  let nowMs = START_MS;
  const traffic = createTraffic(() => nowMs);
  const visit = (id: string): void => traffic.note([exchangeOf([{ kind: 'session', id }])]);
  for (let index = 0; index < 1000; index++) visit(`made-up-${index}`);
  visit('lasts');
  expect(traffic.callers()).toBe(1);
  nowMs += 5 * 60_000;
  visit('lasts');
  visit('new');
  expect(traffic.callers()).toBe(2);
  nowMs += 61 * 60_000;
  expect(traffic.callers()).toBe(0);
});
