import { subjectOf } from '@airside/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { INDICATORS } from '../indicators/index.ts';
import type { Sighting } from './sighting.ts';
import { Suspect } from './suspect.ts';
import { Suspects } from './suspects.ts';

test('whoever was named is found, by short names and long ones, and nobody else', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 2 });
  fc.assert(
    fc.property(ids, ([other = '', ...named]) => {
      const suspects = new Suspects();
      for (const id of named) suspects.set(`user:${id}`, new Suspect());
      for (const id of named) expect(suspects.peek({ kind: 'user', id })).toBe(suspects.get(`user:${id}`));
      for (const id of named) expect(suspects.peek({ kind: 'token', id })).toBeUndefined();
      expect(suspects.peek({ kind: 'user', id: other })).toBeUndefined();
    }),
  );
});

test('what is forgotten because there are too many does not hide who came later', () => {
  const suspects = new Suspects();
  for (let number = 0; number < 45_000; number++) suspects.set(`address:192.0.2.1${number % 30_000}`, new Suspect());
  const found = Array.from({ length: 30_000 }, (_, number) => subjectOf(`address:192.0.2.1${number}`)).filter(
    (subject) => subject !== undefined && suspects.peek(subject) !== undefined,
  );
  expect(found).toHaveLength(20_000);
});

const [some] = INDICATORS;
const DAY_MS = 24 * 60 * 60 * 1000;

/** An odd value of a user with some token. */
function sightingOf(seen: string, token: string, timeMs: number, kin?: 'amount', id = 'some'): Sighting {
  if (some === undefined) throw new Error('no indicators');
  const subject = { kind: 'user', id: 'ada' } as const;
  const evidence = [{ variable: 'header user-agent', learned: 'others', seen, surprise: 5, since: null, observations: 1 }];
  const signal = { subject, surprise: 5, evidence, independent: true, operation: null, api: 'shop' } as const;
  const indicator = { ...some, id, ...(kin !== undefined && { kin }) };
  const alsoKnownAs = [{ kind: 'token', id: token }] as const;
  return { indicator, signal, surprise: 5, timeMs, subject, alsoKnownAs, exchange: undefined, succeeded: true };
}

/** How surprising the sightings are for the user whom they are about. */
const against = (suspects: Suspects, ...sightings: readonly Sighting[]): number => suspects.accuse(sightings)[0]?.surprise ?? 0;

test('what was told of is not held against the same caller on another day, whatever its token; something else is, and so is the same of what was not told', () => {
  const suspects = new Suspects();
  const first = sightingOf('curl', 'one', 0);
  expect(against(suspects, first)).toBe(5);
  expect(against(suspects, sightingOf('curl', 'two', 2 * DAY_MS))).toBe(5);
  suspects.tell(first);
  expect(against(suspects, sightingOf('curl', 'three', 2 * DAY_MS))).toBe(0);
  expect(against(suspects, sightingOf('wget', 'three', 2 * DAY_MS))).toBeGreaterThan(3);
  expect(against(suspects, sightingOf('curl', 'four', 20 * DAY_MS))).toBe(5);
});

test('somebody who was told of last week is no more suspicious by the next oddity than anybody else', () => {
  const suspects = new Suspects();
  against(suspects, sightingOf('curl', 'one', 0), sightingOf('odd', 'one', 0, undefined, 'another'));
  const suspect = suspects.get('user:ada');
  if (suspect === undefined) throw new Error('nothing is known of ada');
  suspect.suspiciousUntilMs = DAY_MS;
  against(suspects, sightingOf('wget', 'two', 7 * DAY_MS));
  expect(suspect.surprise(7 * DAY_MS)).toBeLessThanOrEqual(5);
});

test('of indicators of one kin a further one adds half', () => {
  const together = (one?: 'amount', other?: 'amount') =>
    against(new Suspects(), sightingOf('a', 'one', 0, one, 'one'), sightingOf('b', 'one', 0, other, 'other'));
  expect(together()).toBe(8);
  expect(together('amount')).toBe(8);
  expect(together('amount', 'amount')).toBe(6.5);
});
