import fc from 'fast-check';
import { expect, test } from 'vitest';

import { nameOf, seal, unseal } from './seal.ts';

test('what is sealed can be read with the secret, and shows nothing without', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 8 }), fc.string({ minLength: 8 }), (text, secret, other) => {
      const sealed = seal('Session', secret, text);
      expect(unseal('Session', secret, sealed)).toBe(text);
      if (other !== secret) expect(() => unseal('Session', other, sealed)).toThrow();
      expect(() => unseal('RefreshToken', secret, sealed)).toThrow();
    }),
  );
});

test('a changed byte anywhere is noticed', () => {
  const sealed = seal('Session', 'secret', 'text');
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => unseal('Session', 'secret', changed), `byte ${index}`).toThrow();
  }
  expect(() => unseal('Session', 'secret', sealed.subarray(0, 20))).toThrow();
});

test('names of different kinds differ, and so do kinds that share a beginning', () => {
  expect(nameOf('Session', 'a')).not.toEqual(nameOf('Grant', 'a'));
  expect(nameOf('A', 'Bc')).not.toEqual(nameOf('AB', 'c'));
});
