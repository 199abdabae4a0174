import { subjectOf } from '@airside/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { Suspect } from './suspect.ts';
import { Suspects } from './suspects.ts';

test('whoever was named is found, by short names and long ones, and nobody else', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 2 });
  fc.assert(
    fc.property(ids, ([other = '', ...named]) => {
      const suspects = new Suspects();
      for (const id of named) suspects.set(`user:${id}`, new Suspect());
      for (const id of named) expect(suspects.peek({ kind: 'user', id })).toBe(suspects.get(`user:${id}`));
      for (const id of named) expect(suspects.peek({ kind: 'token', id })).toBeUndefined();
      expect(suspects.peek({ kind: 'user', id: other })).toBeUndefined();
    }),
  );
});

test('what is forgotten because there are too many does not hide who came later', () => {
  const suspects = new Suspects();
  for (let number = 0; number < 45_000; number++) suspects.set(`address:192.0.2.1${number % 30_000}`, new Suspect());
  const found = Array.from({ length: 30_000 }, (_, number) => subjectOf(`address:192.0.2.1${number}`)).filter(
    (subject) => subject !== undefined && suspects.peek(subject) !== undefined,
  );
  expect(found).toHaveLength(20_000);
});
