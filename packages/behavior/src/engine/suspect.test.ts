import { expect, test } from 'vitest';

import { INDICATORS } from '../indicators/index.ts';
import type { Sighting } from './sighting.ts';
import { Suspect } from './suspect.ts';

/** A sighting of a value that nobody sent before. */
function sightingOf(seen: string, timeMs: number): Sighting {
  const [indicator] = INDICATORS;
  if (indicator === undefined) throw new Error('no indicators');
  const subject = { kind: 'address', id: '192.0.2.1' } as const;
  const evidence = [{ variable: 'query parameter q', learned: 'short', seen, surprise: 4, since: null, observations: 1 }];
  const signal = { subject, surprise: 4, evidence, independent: true, operation: null, api: 'shop' } as const;
  return { indicator, signal, surprise: 4, timeMs, subject, alsoKnownAs: [], exchange: undefined, succeeded: false };
}

test('a thousand long values of one caller are no more to keep than a few kilobytes', () => {
  const suspect = new Suspect();
  for (let call = 0; call < 1000; call++) suspect.remember(sightingOf(`${call}`.padEnd(300, 'x'), call));
  expect(JSON.stringify(suspect.save()).length).toBeLessThan(10_000);
});

test('the same value is no news, not even after a restart, and another one is, less than the first', () => {
  const suspect = new Suspect();
  expect(suspect.news(sightingOf('one', 0))).toBe(4);
  suspect.remember(sightingOf('one', 0));
  const restarted = new Suspect();
  restarted.merge(suspect.save(), (id) => INDICATORS.find((indicator) => indicator.id === id));
  for (const each of [suspect, restarted]) {
    expect(each.news(sightingOf('one', 1))).toBe(0);
    expect(each.news(sightingOf('two', 1))).toBeCloseTo(4 / Math.SQRT2, 9);
    expect(each.news(sightingOf('one', 2 * 24 * 60 * 60 * 1000))).toBe(4);
  }
});
