import { describe, expect, test } from 'vitest';

import type { Indicator } from '../indicators/indicator.ts';
import { newField } from '../indicators/new-field.ts';
import { singleAccess } from '../indicators/single-access.ts';
import { unknownOperation } from '../indicators/unknown-operation.ts';
import { unknownParameter } from '../indicators/unknown-parameter.ts';
import { callOf } from '../testing/call.ts';
import type { Sighting } from './sighting.ts';
import { Suspects } from './suspects.ts';

const HOUR_MS = 3_600_000;
const THRESHOLD = 6;

/** What is seen of a user. */
function seen(
  indicator: Indicator,
  timeMs: number,
  of: { readonly user?: string; readonly api?: string; readonly what?: string } = {},
): Sighting {
  const { user = 'ada', api = 'shop', what = indicator.id } = of;
  const subject = { kind: 'user', id: user } as const;
  const evidence = [{ variable: what, learned: 'nothing', seen: what, surprise: 5, since: null, observations: 1 }];
  const signal = { subject, surprise: 5, evidence, independent: true, operation: 'GET /things', api } as const;
  return { indicator, signal, surprise: 5, timeMs, subject, alsoKnownAs: [], exchange: undefined, succeeded: true };
}

/** All that is seen of one call, with a field of its body that is named so. */
function accuse(suspects: Suspects, sightings: readonly Sighting[], name = 'sort', user?: string): void {
  const [first] = sightings;
  const parameters = [{ place: 'body', name, value: 'x', written: 'text' }] as const;
  suspects.accuse(
    sightings,
    callOf({ timeMs: first?.timeMs ?? 0, api: first?.signal.api ?? '', parameters, ...(user !== undefined && { user }) }),
  );
}

/** How surprising all of it is for a user, call by call. */
function against(suspects: Suspects, calls: readonly (readonly Sighting[])[], user = 'ada'): number {
  let nowMs = 0;
  for (const call of calls) {
    accuse(suspects, call);
    nowMs = call[0]?.timeMs ?? nowMs;
  }
  const suspect = suspects.peek({ kind: 'user', id: user });
  return suspect === undefined ? 0 : suspects.surprise(suspect, nowMs);
}

test('a new parameter and a new operation of one caller are an incident as long as nothing tells of a release', () => {
  expect(against(new Suspects(), [[seen(unknownOperation, 0)], [seen(unknownParameter, 1000)]])).toBeGreaterThan(THRESHOLD);
});

const rating = { what: 'items[].rating' };

test('what is new is one event where the server answers an ordinary request with something new', () => {
  const suspects = new Suspects();
  accuse(suspects, [seen(newField, 0, { user: 'bob', ...rating })]);
  expect(against(suspects, [[seen(unknownOperation, 1000)], [seen(unknownParameter, 2000)]])).toBe(5);
  const first = [[seen(newField, 0, rating)], [seen(unknownOperation, 1000)], [seen(unknownParameter, 2000)]];
  expect(against(new Suspects(), first)).toBe(5);
});

test('several new fields of ordinary answers are one event', () => {
  const fields = [[seen(newField, 0, rating)], [seen(newField, 1000, { what: 'rating' })], [seen(newField, 2000, { what: 'reviews' })]];
  expect(against(new Suspects(), fields)).toBe(5);
});

test('whoever gets a field that he has stored by a new parameter sees no release', () => {
  const assigned = [[seen(unknownParameter, 0)], [seen(newField, 1000, rating)], [seen(unknownOperation, 2000)]];
  expect(against(new Suspects(), assigned)).toBeGreaterThan(THRESHOLD);
});

test('nor does somebody else who gets it, whatever it is a part of', () => {
  const suspects = new Suspects();
  accuse(suspects, [seen(unknownParameter, 0, { user: 'eve' })], 'profile.isAdmin');
  accuse(suspects, [seen(newField, 1000, { user: 'bob', what: 'users[].profile.role' })]);
  expect(against(suspects, [[seen(unknownOperation, 2000)], [seen(unknownParameter, 3000)]])).toBeGreaterThan(THRESHOLD);
});

describe('where the first of a new version ask for what is new in it', () => {
  /** Whether there is a release after such callers have sent a new parameter and got a new field, an hour after each other. */
  const isNoticed = (users: readonly string[], isKnown: boolean, field = rating, everyMs = HOUR_MS): boolean => {
    const suspects = new Suspects(() => isKnown);
    for (const [index, user] of users.entries()) {
      const timeMs = index * everyMs;
      accuse(suspects, [seen(unknownParameter, timeMs, { user }), seen(newField, timeMs, { user, ...field })], 'sort', user);
    }
    return suspects.releases.isAt('shop', (users.length - 1) * everyMs);
  };

  test('it is a release with the second that is known', () => {
    expect(isNoticed(['ada', 'bob'], true)).toBe(true);
  });

  test('it is none by one of them, by callers who may be made up, days apart, or where the field was sent', () => {
    expect(isNoticed(['ada', 'ada', 'ada'], true)).toBe(false);
    expect(isNoticed(['ada', 'bob', 'eve'], false)).toBe(false);
    expect(isNoticed(['ada', 'bob'], true, rating, 30 * HOUR_MS)).toBe(false);
    expect(isNoticed(['ada', 'bob'], true, { what: 'filter.sort' })).toBe(false);
  });
});

test('a request that is odd by itself and is answered with new fields tells of no release', () => {
  const calls = [[seen(unknownParameter, 0), seen(newField, 0)], [seen(unknownOperation, 1000)]];
  expect(against(new Suspects(), calls)).toBeGreaterThan(THRESHOLD);
});

test('a release excuses nothing at another API, and nothing two days later', () => {
  const suspects = new Suspects();
  accuse(suspects, [seen(newField, 0, { user: 'bob', ...rating })]);
  const both = (timeMs: number, api: string) => [
    [seen(unknownOperation, timeMs, { api })],
    [seen(unknownParameter, timeMs + 1000, { api })],
  ];
  expect(against(suspects, both(HOUR_MS, 'bank'))).toBeGreaterThan(THRESHOLD);
  expect(against(suspects, both(50 * HOUR_MS, 'shop'))).toBeGreaterThan(THRESHOLD);
});

test('a restart forgets neither that there is a release nor which names were sent before', () => {
  const [suspects, next] = [new Suspects(), new Suspects()];
  accuse(suspects, [seen(newField, 0, { user: 'bob', ...rating })]);
  accuse(suspects, [seen(unknownParameter, 0, { user: 'eve', api: 'bank' })], 'profile.isAdmin');
  next.releases.merge(JSON.parse(JSON.stringify(suspects.releases.save())));
  expect(against(next, [[seen(unknownOperation, 1000)], [seen(unknownParameter, 2000)]])).toBe(5);
  accuse(next, [seen(newField, 1000, { user: 'bob', api: 'bank', what: 'users[].profile.role' })]);
  expect(next.releases.isAt('bank', 2000)).toBe(false);
  expect(next.releases.isAt('shop', 2000)).toBe(true);
  expect(() => next.releases.merge({ noticed: [['shop', 'now']], sent: [] })).toThrow();
});

test('whoever makes a server answer with new fields gains nothing for what is not new, nor for trying out many things', () => {
  const suspects = new Suspects();
  accuse(suspects, [seen(newField, 0, rating)]);
  expect(against(suspects, [[seen(unknownParameter, 1000)], [seen(singleAccess, 2000)]])).toBeGreaterThan(THRESHOLD);
  const many = Array.from({ length: 6 }, (_, index) => [seen(unknownParameter, 1000 * index, { user: 'eve', what: `parameter ${index}` })]);
  expect(against(suspects, many, 'eve')).toBeGreaterThan(THRESHOLD);
});
