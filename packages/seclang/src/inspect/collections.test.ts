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
