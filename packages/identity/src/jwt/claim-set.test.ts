import fc from 'fast-check';
import { expect, test } from 'vitest';

import { ClaimSet } from './claim-set.ts';

const name = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'sub', '0'));

test('holds what a map of the members would, in every way that a map is read', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.jsonValue())), name, (pairs, asked) => {
      const text = `{${pairs.map(([member, value]) => `${JSON.stringify(member)}:${JSON.stringify(value)}`).join(',')}}`;
      const claims = new ClaimSet(JSON.parse(text) as object);
      const map = new Map<string, unknown>(Object.entries(JSON.parse(text) as object));
      expect(claims.size).toBe(map.size);
      expect([...claims]).toEqual([...map]);
      expect([...claims.keys()]).toEqual([...map.keys()]);
      expect([...claims.values()]).toEqual([...map.values()]);
      for (const member of [asked, ...map.keys()]) {
        expect(claims.has(member)).toBe(map.has(member));
        expect(claims.get(member)).toEqual(map.get(member));
      }
      const visited: [string, unknown][] = [];
      claims.forEach((value, member, all) => visited.push([member, all === claims ? value : undefined]));
      expect(visited).toEqual([...map]);
    }),
  );
});
