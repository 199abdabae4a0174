import { expect, test } from 'vitest';

import { INDICATORS } from '../indicators/index.ts';
import { callOf } from '../testing/call.ts';
import { Calibration } from './calibration.ts';
import { sightingOf } from './sighting.ts';

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
