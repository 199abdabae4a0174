import { expect, test } from 'vitest';

import { boundedName, longerPath } from './bounded-name.ts';
import { LIMITS } from './limits.ts';

const LONG = 'n'.repeat(10_000);

test('a name that is short enough stays as it is, and none is longer than may be', () => {
  expect(boundedName('customerId')).toBe('customerId');
  expect(boundedName('n'.repeat(LIMITS.nameCharacters))).toHaveLength(LIMITS.nameCharacters);
  expect(boundedName(LONG)).toHaveLength(LIMITS.nameCharacters);
  expect(boundedName(LONG, 20)).toHaveLength(20);
});

test('long names that differ at their end only stay different', () => {
  const names = new Set(Array.from({ length: 1000 }, (_, index) => boundedName(`${LONG}${index}`)));
  expect(names.size).toBe(1000);
});

test('a path of names stays within its limit however deep it is, and ends with its last name', () => {
  let path = '';
  for (let level = 0; level < 24; level++) path = longerPath(longerPath(path, '[]'), `.${boundedName(`${level}${LONG}`)}`);
  path = longerPath(path, '.customerId');
  expect(path.length).toBeLessThanOrEqual(LIMITS.pathCharacters);
  expect(path.endsWith('.customerId')).toBe(true);
});

test('deep paths that differ in any of their names stay different', () => {
  const paths = Array.from({ length: 24 }, (_, odd) => {
    let path = '';
    for (let level = 0; level < 24; level++) path = longerPath(path, `.${level === odd ? 'other' : 'n'.repeat(100)}`);
    return path;
  });
  expect(new Set(paths).size).toBe(24);
});
