import { expect, test } from 'vitest';

import { detectSqli } from '../../src/sqli/index.ts';
import { detectXss } from '../../src/xss/index.ts';
import { benignValues } from './values.ts';

const values = benignValues();

test('there are more than 5,000 different benign values', () => {
  expect(values.length).toBeGreaterThan(5_000);
});

test('no benign value is taken for an SQL injection', () => {
  expect(values.filter((value) => detectSqli(value) !== undefined)).toEqual([]);
});

test('no benign value is taken for a script', () => {
  expect(values.filter((value) => detectXss(value))).toEqual([]);
});
