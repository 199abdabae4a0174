import { describe, expect, test } from 'vitest';

import { fitsClass } from '../values/class-fits.ts';
import { DATA_CLASSES } from './index.ts';

test('no two classes have the same id, and ids are words with dashes', () => {
  const ids = DATA_CLASSES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
});

test('every class can be found: by names, or by values alone', () => {
  expect(DATA_CLASSES.filter(({ names, alone }) => names.length === 0 && !alone)).toEqual([]);
  expect(
    DATA_CLASSES.filter(({ values, examples }) => values.length === 0 || examples.fit.length === 0 || examples.other.length < 2),
  ).toEqual([]);
});

test('values alone are evidence only where few fit by chance', () => {
  const loose = DATA_CLASSES.filter(({ alone, values }) => alone && Math.min(...values.map(({ chance }) => chance)) > 0.03);
  expect(loose.map(({ id }) => id)).toEqual([]);
});

describe.each(DATA_CLASSES.map((dataClass) => [dataClass.id, dataClass] as const))('%s', (_id, dataClass) => {
  test.each(dataClass.examples.fit.map((value) => [value]))('%j is one', (value) => {
    expect(fitsClass(dataClass, value)).toBe(true);
  });

  test.each(dataClass.examples.other.map((value) => [value]))('%j is none', (value) => {
    expect(fitsClass(dataClass, value)).toBe(false);
  });
});
