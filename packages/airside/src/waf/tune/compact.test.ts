import fc from 'fast-check';
import { expect, test } from 'vitest';

import { compact } from './compact.ts';
import { covers, type Exclusion } from './exclusion.ts';
import type { Part } from './part.ts';

const RULES = [1, 2, 3];
const OPERATIONS = ['a', 'b', 'c'];
const PARTS: readonly Part[] = [
  { kind: 'parameter', name: 'p' },
  { kind: 'header', name: 'p' },
  { kind: 'cookie', name: 'p' },
  { kind: 'path' },
  { kind: 'rule', variable: 'REQUEST_BODY' },
];
const exclusion: fc.Arbitrary<Exclusion> = fc
  .record({
    rules: fc.constantFrom(...RULES).map((rule) => [rule]),
    part: fc.constantFrom({}, { parameters: ['p'] }, { headers: ['p'] }, { cookies: ['p'] }, { path: true }),
    where: fc.constantFrom({}, ...OPERATIONS.map((operation) => ({ operations: [operation] }))),
  })
  .map(({ rules, part, where }) => ({ rules, ...part, ...where }));

test('fewer entries leave out what the many did, no more and no less', () => {
  fc.assert(
    fc.property(fc.array(exclusion, { maxLength: 12 }), (exclusions) => {
      const fewer = compact(exclusions);
      expect(fewer.length).toBeLessThanOrEqual(exclusions.length);
      for (const rule of RULES) {
        for (const operation of [...OPERATIONS, null]) {
          for (const part of PARTS) {
            const isCovered = (list: readonly Exclusion[]) => list.some((entry) => covers(entry, { rule, part, operation }));
            expect(isCovered(fewer)).toBe(isCovered(exclusions));
          }
        }
      }
    }),
  );
});

test('rules of the same place share an entry, and so do operations', () => {
  const narrow = [1, 2].flatMap((rule) => ['a', 'b'].map((operation) => ({ rules: [rule], parameters: ['p'], operations: [operation] })));
  expect(compact(narrow)).toEqual([{ rules: [1, 2], parameters: ['p'], operations: ['a', 'b'] }]);
});
