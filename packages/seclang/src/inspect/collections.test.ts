import { expect, test } from 'vitest';

import { Collections } from './collections.ts';

test('the record opened longest ago goes when there are too many', () => {
  const collections = new Collections({ timeoutSeconds: 60, maxRecords: 2 });
  collections.open('IP', 'a', 0).set('n', '1');
  collections.open('IP', 'b', 1);
  collections.open('IP', 'a', 2);
  collections.open('IP', 'c', 3);
  expect(collections.size).toBe(2);
  expect(collections.open('IP', 'a', 4).get('n')).toBe('1');
});

test('records of different collections are not the same', () => {
  const collections = new Collections({ timeoutSeconds: 60 });
  collections.open('IP', 'a', 0).set('n', '1');
  expect(collections.open('USER', 'a', 0).get('n')).toBeUndefined();
});

test('long keys that begin alike are not the same, and a record is bounded', () => {
  const collections = new Collections({ timeoutSeconds: 60 });
  const record = collections.open('IP', `${'x'.repeat(5000)}a`, 0);
  record.set('n', 'y'.repeat(5000));
  for (let index = 0; index < 1000; index++) record.set(`n${index}`, '1');
  expect(record.get('n')).toHaveLength(4096);
  expect(record.size).toBe(256);
  expect(collections.open('IP', `${'x'.repeat(5000)}b`, 0).size).toBe(0);
});
