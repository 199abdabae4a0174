import type { Subject } from '@airside/domain';
import { expect, test } from 'vitest';

import type { Call } from '../call/call.ts';
import { INDICATORS } from '../indicators/index.ts';
import { callOf } from '../testing/call.ts';
import { Outbreaks } from './outbreaks.ts';
import type { Sighting } from './sighting.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.UTC(2026, 0, 5);
const THRESHOLD = 6;

/** A call at the time, of an API, by a caller of some roles. */
function at(timeMs: number, api = 'shop', roles: readonly string[] = []): Call {
  return callOf({ timeMs, api, roles, user: 'somebody' });
}

function subjectOf(caller: number): Subject {
  return { kind: 'address', id: `192.0.2.${caller}` };
}

function sightingOf(caller: number, timeMs: number, surprise = 4): Sighting {
  const [indicator] = INDICATORS;
  if (indicator === undefined) throw new Error('no indicators');
  const subject = subjectOf(caller);
  const signal = { subject, surprise, evidence: [], operation: null, api: 'shop' };
  return { indicator, signal, surprise, timeMs, subject, alsoKnownAs: [], exchange: undefined, succeeded: false };
}

/** What is known of outbreaks after `calls` calls in the hours before. */
function outbreaks(calls = 100): Outbreaks {
  const made = new Outbreaks(THRESHOLD);
  for (let call = 0; call < calls; call++) made.count(at(START_MS - (call % 20) * HOUR_MS), false);
  return made;
}

/** The sizes of the outbreaks that these callers are told of, in their order. */
function tell(to: Outbreaks, callers: readonly number[], timeMs = START_MS): readonly number[] {
  return callers.map((caller) => to.add(sightingOf(caller, timeMs), at(timeMs), caller)?.sightings.length ?? 0);
}

const stored = (of: Outbreaks) => JSON.parse(JSON.stringify(of.save())) as ReturnType<Outbreaks['save']>;

function restarted(of: Outbreaks): Outbreaks {
  const next = new Outbreaks(THRESHOLD);
  next.merge(stored(of), (id) => INDICATORS.find((indicator) => indicator.id === id));
  return next;
}

test('an outbreak is told of with all who are part of it, and then with each who joins it', () => {
  const told = tell(outbreaks(), [1, 2, 3, 4, 5, 5]);
  expect(told[2]).toBe(3);
  expect(told.slice(3)).toEqual([1, 1, 0]);
});

test('whoever is forgotten is neither told of again nor counted', () => {
  const made = outbreaks();
  expect(tell(made, [1, 2, 3])).toEqual([0, 0, 3]);
  made.forget(INDICATORS[0]?.id ?? '', new Set(['address:192.0.2.1', 'address:192.0.2.2', 'address:192.0.2.3']));
  expect(made.isOpen(INDICATORS[0]?.id ?? '', at(START_MS))).toBe(false);
  expect(tell(made, [4, 5])).toEqual([0, 0]);
  expect(made.add(sightingOf(6, START_MS), at(START_MS), 6)?.sightings.map(({ subject }) => subject.id)).toEqual([
    '192.0.2.4',
    '192.0.2.5',
    '192.0.2.6',
  ]);
});

test('calls that end after midnight do not make an attack usual', () => {
  const [late, prompt] = [outbreaks(), outbreaks()];
  for (let caller = 100; caller < 140; caller++) {
    tell(late, [caller], START_MS + DAY_MS - (caller % 2));
    tell(prompt, [caller], START_MS + DAY_MS);
  }
  const usual = (of: Outbreaks) => [of.save().kinds, of.save().lately?.map(({ day, today }) => [day, today])];
  expect(usual(late)).toEqual(usual(prompt));
});

test('a call that took more than a day does not make the calls of now forgotten', () => {
  const [busy, disturbed] = [outbreaks(100_000), outbreaks(100_000)];
  for (let hour = 25; hour < 50; hour++) disturbed.count(at(START_MS - hour * HOUR_MS), false);
  expect(tell(busy, [1, 2, 3])).toEqual([0, 0, 0]);
  expect(tell(disturbed, [1, 2, 3])).toEqual([0, 0, 0]);
});

test('calls of no hour that is counted, as those before 1970, are no infinite surprise', () => {
  const made = new Outbreaks(THRESHOLD);
  for (let call = 0; call < 1000; call++) made.count(at(-HOUR_MS), false);
  tell(made, [1, 2], -HOUR_MS);
  const { surprise } = made.add(sightingOf(3, -HOUR_MS), at(-HOUR_MS), 3) ?? { surprise: 0 };
  expect(Number.isFinite(surprise)).toBe(true);
});

test('what is kept of a storm is bounded, and can be taken over', () => {
  const made = outbreaks();
  for (let caller = 0; caller < 20_000; caller++) {
    made.count(at(START_MS, `api-${caller}`), false);
    made.add(sightingOf(caller, START_MS + caller), at(START_MS + caller, `api-${caller}`), caller);
  }
  const saved = stored(made);
  expect([saved.kinds.length, saved.calls.length]).toEqual([2000, 2000]);
  expect(restarted(made).save()).toEqual(made.save());
});

test('a restart changes nothing: neither before an outbreak nor in the middle of one', () => {
  const made = outbreaks();
  const callers = Array.from({ length: 12 }, (_, index) => index + 1);
  const never = tell(outbreaks(), callers);
  expect(never.filter((count) => count > 0).length).toBeGreaterThan(2);
  let next = made;
  const told = callers.flatMap((caller) => {
    next = restarted(next);
    return tell(next, [caller]);
  });
  expect(told).toEqual(never);
  expect(next.isOpen(INDICATORS[0]?.id ?? '', at(START_MS))).toBe(true);
});

test('with any number of restarts a day no more of it becomes usual than without', () => {
  let next = outbreaks();
  for (let caller = 1; caller <= 40; caller++) {
    next = restarted(next);
    tell(next, [caller]);
  }
  const once = outbreaks();
  tell(
    once,
    Array.from({ length: 40 }, (_, index) => index + 1),
  );
  for (const each of [next, once]) tell(each, [50], START_MS + DAY_MS);
  expect(next.save().kinds).toEqual(once.save().kinds);
});

test('of two nodes the callers of each count once, and what is of an earlier day is of the days before', () => {
  const [one, other, late] = [outbreaks(), outbreaks(), outbreaks()];
  tell(one, [1, 2]);
  tell(other, [2, 3]);
  tell(late, [9], START_MS + DAY_MS);
  const merged = restarted(one);
  merged.merge(stored(other), () => INDICATORS[0]);
  expect(merged.save().lately?.[0]?.recent.map(([caller]) => caller)).toEqual([1, 2, 3]);
  merged.merge(stored(late), () => INDICATORS[0]);
  expect(merged.save()).toMatchObject({ kinds: [[expect.any(String), [4, 4, 4, 4, 0, 0]]], lately: [{ today: [1, 1, 1, 1, 0, 0] }] });
});

test('what an indicator saw that is there no more is left out', () => {
  const made = outbreaks();
  tell(made, [1, 2]);
  const next = new Outbreaks(THRESHOLD);
  next.merge(stored(made), () => undefined);
  expect(next.save().lately?.[0]?.recent).toEqual([]);
});

/** Many customers and a few members of staff have called. */
function shop(): Outbreaks {
  const made = new Outbreaks(THRESHOLD);
  for (let call = 0; call < 60_000; call++) {
    made.count(at(START_MS - (199 - Math.floor(call / 300)) * HOUR_MS, 'shop', [call % 30 === 0 ? 'support' : 'customer']), false);
  }
  return made;
}

function tellOf(role: string, to: Outbreaks): readonly number[] {
  return [1, 2, 3].map((caller) => to.add(sightingOf(caller, START_MS), at(START_MS, 'shop', [role]), caller)?.sightings.length ?? 0);
}

test('what three of a few callers of one role suffer is an outbreak, and of three among many it is chance', () => {
  expect(tellOf('support', shop())).toEqual([0, 0, 3]);
  expect(tellOf('customer', shop())).toEqual([0, 0, 0]);
});

test('an outbreak of a role is open for its callers only', () => {
  const made = shop();
  tellOf('support', made);
  const isOpen = (role: string): boolean => made.isOpen(INDICATORS[0]?.id ?? '', at(START_MS, 'shop', [role]));
  expect([isOpen('support'), isOpen('customer')]).toEqual([true, false]);
});

test('a caller with hundreds of roles is looked at under a few', () => {
  const made = new Outbreaks(THRESHOLD);
  const roles = Array.from({ length: 500 }, (_, index) => `role ${index}`);
  made.count(at(START_MS, 'shop', roles), false);
  made.add(sightingOf(1, START_MS), at(START_MS, 'shop', roles), 1);
  expect(made.save().kinds.length).toBeLessThan(10);
});

/** A shop that mostly those call who are known; some of these are seen to do what the others do, and callers who are not known. */
function told(known: number, others: number, callsOfKnown = 90): number {
  const made = new Outbreaks(THRESHOLD);
  for (let call = 0; call < 10_000; call++) made.count(at(START_MS - 3 * DAY_MS), true);
  for (let call = 0; call < 100; call++) made.count(at(START_MS), call < callsOfKnown);
  for (let caller = 0; caller < known; caller++) made.addKnown(sightingOf(caller, START_MS), at(START_MS), caller);
  const callers = Array.from({ length: others }, (_, index) => 100 + index);
  return tell(made, callers).reduce((sum, count) => sum + count, 0);
}

test('what many who are known do as well is no outbreak when others do it, as after a release', () => {
  expect(told(0, 6)).toBe(6);
  expect(told(40, 6)).toBe(0);
});

test('one who is known and does the same hides no outbreak, however many calls are made up', () => {
  expect(told(1, 12)).toBe(12);
  expect(told(1, 30, 10)).toBe(30);
});

test('what those did who are known is not forgotten in a restart', () => {
  const made = outbreaks();
  for (let caller = 0; caller < 40; caller++) made.addKnown(sightingOf(caller, START_MS), at(START_MS), caller);
  expect(restarted(made).save()).toEqual(made.save());
  expect(made.save().lately?.[0]?.known).toHaveLength(40);
});
