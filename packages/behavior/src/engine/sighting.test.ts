import { describe, expect, test } from 'vitest';

import { INDICATORS } from '../indicators/index.ts';
import { callOf } from '../testing/call.ts';
import { Calibration } from './calibration.ts';
import { oneAfterAnother } from './one-after-another.ts';
import { Releases } from './releases.ts';
import { type Sighting, seenOf, sightingOf } from './sighting.ts';
import { Suspects } from './suspects.ts';

const call = callOf({ timeMs: 0, user: 'ada', token: 'one', address: '192.0.2.7', network: 'AS64500' });

function namesOf(subject: { readonly kind: 'api' | 'address' | 'user'; readonly id: string }): readonly string[] {
  const [indicator] = INDICATORS;
  if (indicator === undefined) throw new Error('no indicators');
  const signal = { subject, surprise: 4, evidence: [], operation: null, api: 'shop' };
  return sightingOf({ indicator, calibration: new Calibration(), signal }, 4, call, 0).alsoKnownAs.map(({ kind }) => kind);
}

test('what is said of an API names nobody who called it, nor where from, so that nobody is blocked for it', () => {
  expect(namesOf({ kind: 'api', id: 'shop' })).toEqual([]);
});

test('what is said of an address names no user behind it', () => {
  expect(namesOf({ kind: 'address', id: '192.0.2.7' })).toEqual(['network']);
});

test('what is said of a user names all that it is known by', () => {
  expect(namesOf({ kind: 'user', id: 'ada' })).toEqual(['token', 'address', 'network']);
});

describe('what else is odd about a call of an operation that nobody calls', () => {
  const seen = (id: string, surprise: number, of = call): Sighting => {
    const indicator = INDICATORS.find((each) => each.id === id);
    if (indicator === undefined) throw new Error(`no indicator ${id}`);
    const subject = { kind: 'user', id: 'ada' } as const;
    const signal = { subject, surprise, evidence: [], operation: 'GET /export', api: 'shop' };
    return sightingOf({ indicator, calibration: new Calibration(), signal }, surprise, of, 0);
  };
  const against = (sightings: readonly Sighting[]): number => new Suspects().accuse(sightings, call)[0]?.surprise ?? 0;

  test('is a side of that, so that the strongest counts', () => {
    const call = [seen('unknown-operation', 4.5), seen('large-answer', 4), seen('unlikely-value', 3)];
    expect(against(call)).toBeGreaterThan(4.5 + 2);
    const together = seenOf(call, callOf({ timeMs: 0, user: 'ada' }));
    expect(against(together)).toBeCloseTo(4.5);
    const releases = new Releases();
    expect(oneAfterAnother(together.map((each, at) => ({ surprise: each.surprise, call: at, kin: releases.kinOf(each) })))).toBeCloseTo(
      4.5,
    );
  });

  test('counts for itself where the operation is known, and where it is about another call', () => {
    const known = [seen('large-answer', 4), seen('unlikely-value', 3)];
    expect(seenOf(known, call)).toEqual(known);
    const other = seenOf([seen('unknown-operation', 4.5), seen('large-answer', 4)], callOf({ timeMs: 0, user: 'ada' }));
    expect(against([...other, seen('unlikely-value', 5)])).toBeGreaterThan(7);
  });

  test('is nothing of a stretch of time', () => {
    const windows = [seen('unknown-operation', 4.5), seen('large-answer', 4)];
    expect(seenOf(windows, undefined)).toEqual(windows);
  });
});
