import { describe, expect, test } from 'vitest';

import type { Call } from '../call/call.ts';
import { unknownParameter } from '../indicators/unknown-parameter.ts';
import { unlikelyValue } from '../indicators/unlikely-value.ts';
import { bookOf } from '../model/book.ts';
import { callOf } from '../testing/call.ts';
import { learningOf } from '../testing/watch.ts';
import { Novelties } from './novelties.ts';
import type { Sighting } from './sighting.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 0, 10);

/** Novelties of an engine to which so many callers have been known for days. */
function noveltiesWithKnown(callers: number): Novelties {
  const learning = learningOf();
  for (let hour = 0; hour < 48; hour++) {
    for (let user = 0; user < callers; user++)
      bookOf(learning).facts(callOf({ timeMs: NOW_MS - 3 * DAY_MS + hour * HOUR_MS, user: `u${user}` }));
  }
  return new Novelties(learning);
}

function callBy(user: number, timeMs = NOW_MS): Call {
  return callOf({ timeMs, user: `u${user}` });
}

function sightingOf(call: Call, value: string, indicator = unlikelyValue): Sighting {
  const [subject] = call.subjects;
  if (subject === undefined) throw new Error('a caller without a name');
  const seen = `text of ${value.length} characters: ${value}`;
  const evidence = [{ variable: 'query parameter q', learned: 'short', seen, surprise: 4, since: null, observations: 1 }];
  const signal = { subject, surprise: 4, evidence, independent: true, operation: call.operation, api: call.api } as const;
  return { indicator, signal, surprise: 4, timeMs: call.timeMs, subject, alsoKnownAs: [], exchange: undefined, succeeded: true };
}

/** Whether each of these values, sent by one caller after the other, may be learned. */
function admitted(novelties: Novelties, values: readonly string[], indicator = unlikelyValue): boolean[] {
  return values.map((value, user) => novelties.admit(callBy(user), [sightingOf(callBy(user), value, indicator)]));
}

const ATTACKS = ["' or 1=1--", '<script>alert(1)</script>', '../../etc/passwd', '{{7*7}}', 'admin', 'root', '$(id)'];

describe('a novelty', () => {
  test('is confirmed by the third known caller who sends the same', () => {
    expect(admitted(noveltiesWithKnown(3), ['sold-out', 'sold-out', 'sold-out'])).toEqual([false, false, true]);
    expect(admitted(noveltiesWithKnown(3), ['ord_7f3a99c01b22', 'ord_01b2a77cc31f', 'ord_c55d2e9f8a10'])).toEqual([false, false, true]);
  });

  test('is not confirmed by known callers who send other odd values in the same parameter', () => {
    expect(admitted(noveltiesWithKnown(ATTACKS.length), ATTACKS)).toEqual(ATTACKS.map(() => false));
  });

  test('is not confirmed by other odd values on other days', () => {
    const novelties = noveltiesWithKnown(1);
    const learned = ATTACKS.map((value, day) => {
      const call = callBy(0, NOW_MS + day * DAY_MS);
      return novelties.admit(call, [sightingOf(call, value)]);
    });
    expect(learned).toEqual(ATTACKS.map(() => false));
  });

  test('is confirmed as a kind of value by very many known callers, each of whom sends another', () => {
    const words = Array.from({ length: 22 }, (_, index) => `слово${'абвгдежзийклмнопрстуфх'[index]}`);
    const learned = admitted(noveltiesWithKnown(22), words);
    expect(learned.indexOf(true)).toBe(19);
  });

  test('is a name, where it is a name that is new, whatever values come with it', () => {
    expect(admitted(noveltiesWithKnown(3), ['red', 'green', 'blue'], unknownParameter)).toEqual([false, false, true]);
  });

  test('is as near to being confirmed after a restart as before', () => {
    const before = noveltiesWithKnown(3);
    admitted(before, ['sold-out', 'sold-out']);
    const after = noveltiesWithKnown(3);
    after.merge(before.save());
    expect(after.admit(callBy(2), [sightingOf(callBy(2), 'sold-out')])).toBe(true);
  });
});
