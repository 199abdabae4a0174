import { expect, test } from 'vitest';

import { compileOwnClass, type OwnClass } from './own-class.ts';
import { fitsClass } from './values/class-fits.ts';

const OWN: OwnClass = { sensitivity: 'high', names: ['customer number'], alone: false, examples: [], counterExamples: [] };
const problemsOf = (own: Partial<OwnClass>): unknown => {
  const compiled = compileOwnClass('own', { ...OWN, ...own });
  return 'problems' in compiled ? compiled.problems : [];
};

test('a pattern is held against the whole value', () => {
  const compiled = compileOwnClass('own', { ...OWN, pattern: 'C-\\d{4}|D-\\d{4}' });
  if (!('dataClass' in compiled)) throw new Error('not compiled');
  expect(['C-1234', 'D-1234'].every((value) => fitsClass(compiled.dataClass, value))).toBe(true);
  expect(['xC-1234', 'C-12345', 'C-1234|D', ''].some((value) => fitsClass(compiled.dataClass, value))).toBe(false);
});

test.each<[string, Partial<OwnClass>, unknown]>([
  ['a pattern that looks ahead', { pattern: '(?=a)a' }, ['pattern']],
  ['a pattern that refers back', { pattern: '(a)\\1' }, ['pattern']],
  ['a pattern that is none', { pattern: '(' }, ['pattern']],
  ['an example that does not fit', { pattern: '\\d+', examples: ['1', 'a'] }, ['examples', 1]],
  ['an example with wrong check digits', { checksum: 'luhn', examples: ['18', '19'] }, ['examples', 1]],
  ['a counter-example that fits', { pattern: '\\d+', counterExamples: ['1'] }, ['counterExamples', 0]],
])('%s is refused, and blamed', (_, own, path) => {
  expect(problemsOf(own)).toMatchObject([{ path }]);
});

test('check digits are those of the name', () => {
  expect(problemsOf({ pattern: 'C-\\d{8}', checksum: 'luhn', examples: ['C-12345674'], counterExamples: ['C-12345675'] })).toEqual([]);
  expect(
    problemsOf({ checksum: 'mod97', examples: ['DE89 3704 0044 0532 0130 00'], counterExamples: ['DE88 3704 0044 0532 0130 00', ''] }),
  ).toEqual([]);
  expect(problemsOf({ checksum: 'verhoeff', examples: ['2341 2341 2346'], counterExamples: ['234123412347', 'abc'] })).toEqual([]);
  expect(problemsOf({ checksum: 'mod11-10', examples: ['86095742719'], counterExamples: ['86095742718'] })).toEqual([]);
});
