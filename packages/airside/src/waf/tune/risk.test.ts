import { expect, test } from 'vitest';

import { Evidence } from './evidence.ts';
import type { Exclusion } from './exclusion.ts';
import type { Observation } from './observation.ts';
import { riskOf } from './risk.ts';
import { ALARM } from './testing/observation.ts';

const NARROW: Exclusion = { rules: [1], parameters: ['p'], operations: ['a'] };

function risk(exclusion: Exclusion, change: Partial<Observation> = {}, kind: 'honest' | 'unjudged' = 'honest', callers = 5): string {
  const evidence = new Evidence();
  for (let caller = 0; caller < callers; caller++) evidence.add({ ...ALARM, caller: String(caller), ...change }, { kind: 'honest' });
  if (kind === 'unjudged') for (let index = 0; index < 6; index++) evidence.add(ALARM, { kind });
  return riskOf({ exclusion, evidence, places: [] }, change.label !== undefined).risk;
}

test('low is only what is narrow, and known of callers with credentials whom the API served', () => {
  expect(risk(NARROW)).toBe('low');
});

test.each<[string, Exclusion]>([
  ['a whole rule', { rules: [1], operations: ['a'] }],
  ['a header field that decides how a request is read', { rules: [1], headers: ['Content-Type'], operations: ['a'] }],
])('%s is of high risk', (_name, exclusion) => {
  expect(risk(exclusion)).toBe('high');
});

test('nobody known, nothing answered, or most not judged is of high risk', () => {
  expect(risk(NARROW, { authenticated: false })).toBe('high');
  expect(risk(NARROW, { answer: 'none' })).toBe('high');
  expect(risk(NARROW, {}, 'unjudged')).toBe('high');
});

test('all operations, few callers, or few labelled requests are of medium risk', () => {
  expect(risk({ rules: [1], parameters: ['p'] })).toBe('medium');
  expect(risk(NARROW, {}, 'honest', 4)).toBe('medium');
  expect(risk(NARROW, { label: 0, answer: 'none', authenticated: false }, 'honest', 4)).toBe('medium');
});
