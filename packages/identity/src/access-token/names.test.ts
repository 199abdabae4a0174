import fc from 'fast-check';
import { expect, test } from 'vitest';

import { namesAt } from './names.ts';

const CLAIMS = new Map<string, unknown>(
  Object.entries({
    roles: ['a', 'b'],
    role: 'c',
    realm_access: { roles: ['d'] },
    'https://example.com/roles': ['e'],
    'a/b~c': { 'x/y': 'f' },
    deep: { list: [{ roles: ['g'] }], number: 7 },
  }),
);

test.each([
  [undefined, []],
  [[], []],
  [['roles'], ['a', 'b']],
  [
    ['role', 'roles'],
    ['c', 'a', 'b'],
  ],
  [['/realm_access/roles'], ['d']],
  [['https://example.com/roles'], ['e']],
  [['/a~1b~0c/x~1y'], ['f']],
  [['missing', '/realm_access/missing', '/roles/0', '/role/length', '/deep/list/0/roles'], []],
  [['constructor', '/realm_access/constructor/name', '/__proto__/x', '/'], []],
])('at %j stand the names %j', (places, names) => {
  expect(namesAt(places, CLAIMS)).toEqual({ ok: true, names });
});

test.each(['deep', '/deep/number', '/deep/list', 'realm_access'])('what stands at %s and is no name is a fault', (place) => {
  expect(namesAt([place], CLAIMS)).toEqual({ ok: false, reason: `the claim ${place} is neither a string nor an array of strings` });
});

test('whatever the claims are, it is a list of texts or a fault', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.string().map((text) => `/${text}`)), (claims, places) => {
      const result = namesAt(places, new Map(Object.entries(claims)));
      return !result.ok || result.names.every((name) => typeof name === 'string');
    }),
  );
});
