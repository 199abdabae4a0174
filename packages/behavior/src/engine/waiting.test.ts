import { expect, test } from 'vitest';

import { INDICATORS } from '../indicators/index.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { newField } from '../indicators/new-field.ts';
import { singleAccess } from '../indicators/single-access.ts';
import { unknownParameter } from '../indicators/unknown-parameter.ts';
import { callOf } from '../testing/call.ts';
import type { Sighting } from './sighting.ts';
import { Suspect } from './suspect.ts';
import { Suspects } from './suspects.ts';

const MINUTE_MS = 60_000;
const WAIT_MS = 10 * MINUTE_MS;

/** What is seen of a user, believed to be more surprising than it says. */
function seen(indicator: Indicator, timeMs: number, user = 'ada', surprise = 6.5): Sighting {
  const subject = { kind: 'user', id: user } as const;
  const evidence = [{ variable: indicator.id, learned: 'nothing', seen: indicator.id, surprise: 5, since: null, observations: 1 }];
  const signal = { subject, surprise: 5, evidence, independent: true, operation: 'GET /things', api: 'shop' } as const;
  return { indicator, signal, surprise, timeMs, subject, alsoKnownAs: [], exchange: undefined, succeeded: true };
}

/** Whether it is waited what others do, after such sightings of one user in a row. */
function waits(suspects: Suspects, sightings: readonly Sighting[]): boolean {
  let isWaiting = false;
  for (const sighting of sightings) {
    const parameters = [{ place: 'query', name: 'sort', value: 'x', written: 'text' }] as const;
    const [accused] = suspects.accuse([sighting], callOf({ timeMs: sighting.timeMs, parameters }));
    if (accused !== undefined) isWaiting = suspects.waits(accused.suspect, accused.of, sighting.timeMs);
  }
  return isWaiting;
}

/** How surprising those are who have waited by then. */
const waited = (suspects: Suspects, nowMs: number) => suspects.waited(nowMs).map((suspect) => suspects.surprise(suspect, nowMs));

test('with somebody of whom only something new was seen it is waited for some minutes, and nothing is lost by that', () => {
  const suspects = new Suspects();
  expect(waits(suspects, [seen(unknownParameter, 1)])).toBe(true);
  expect(waited(suspects, WAIT_MS)).toEqual([]);
  expect(waited(suspects, WAIT_MS + 1)).toEqual([6.5]);
  expect(waited(suspects, 2 * WAIT_MS)).toEqual([]);
});

test('what turns out to be a release meanwhile is as surprising as it says', () => {
  const suspects = new Suspects();
  waits(suspects, [seen(unknownParameter, 1)]);
  waits(suspects, [seen(newField, MINUTE_MS, 'bob')]);
  expect(waited(suspects, WAIT_MS + 1)).toContain(5);
});

test('and is not told before either, whatever the caller goes on to ask for', () => {
  const suspects = new Suspects();
  waits(suspects, [seen(unknownParameter, 1)]);
  waits(suspects, [seen(newField, MINUTE_MS, 'bob')]);
  const [accused] = suspects.accuse([seen(newField, 2 * MINUTE_MS, 'ada', 5)], callOf({ timeMs: 2 * MINUTE_MS }));
  expect(accused && Math.max(accused.surprise, suspects.surprise(accused.suspect, 2 * MINUTE_MS))).toBeLessThan(6);
});

test.each<readonly [what: string, sightings: readonly Sighting[]]>([
  ['something else was seen as well', [seen(singleAccess, 1), seen(unknownParameter, 2)]],
  ['nothing new was seen, but many things that are hardly odd', [seen(unknownParameter, 1, 'ada', 2.5), seen(singleAccess, 2, 'ada', 2.5)]],
  ['something else is seen while it is waited', [seen(unknownParameter, 1), seen(singleAccess, 2)]],
])('it is not waited where %s', (_, sightings) => {
  const suspects = new Suspects();
  expect(waits(suspects, sightings)).toBe(false);
  expect(waited(suspects, 2 * WAIT_MS)).toEqual([]);
});

test('nor with whoever was told of, nor where there is a release already', () => {
  const suspects = new Suspects();
  const told = new Suspect();
  told.suspiciousUntilMs = WAIT_MS;
  suspects.set('user:ada', told);
  expect(waits(suspects, [seen(unknownParameter, 1)])).toBe(false);
  waits(suspects, [seen(newField, 1, 'bob')]);
  expect(waits(suspects, [seen(unknownParameter, 2, 'eve')])).toBe(false);
});

test('a restart does not let those go who wait', () => {
  const [suspects, next] = [new Suspects(), new Suspects()];
  waits(suspects, [seen(unknownParameter, 1)]);
  for (const [key, suspect, rank] of suspects.entries()) {
    const restored = new Suspect();
    restored.merge(JSON.parse(JSON.stringify(suspect.save())) as ReturnType<Suspect['save']>, (id) =>
      INDICATORS.find((indicator) => indicator.id === id),
    );
    next.set(key, restored, rank);
  }
  expect(waited(next, WAIT_MS)).toEqual([]);
  expect(waited(next, WAIT_MS + 1)).toEqual([6.5]);
});

test('nobody waits where too many do: whoever makes up thousands of names does not hide behind them', () => {
  const suspects = new Suspects();
  const waiting = Array.from({ length: 1200 }, (_, index) => waits(suspects, [seen(unknownParameter, 1, `made-up-${index}`)]));
  expect(waiting.filter(Boolean)).toHaveLength(1000);
});
