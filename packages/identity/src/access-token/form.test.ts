import fc from 'fast-check';
import { expect, test } from 'vitest';

import { encode } from '../../test/tokens.ts';
import { parseCompact } from '../jwt/compact.ts';
import { hasJwtForm } from './form.ts';

test.each([
  'eyJhbGciOiJFUzI1NiJ9.e30.AAAA',
  'eyJhbGciOiJub25lIn0.e30.',
  'eyJhbGciOiJkaXIifQ..a.b.c',
  `${Buffer.from('{ "alg": "ES256" }').toString('base64url')}.e30.AAAA`,
  `${Buffer.from('{\n"alg": "ES256" }').toString('base64url')}.e30.AAAA`,
  `${Buffer.from('{"1":1,"alg":"ES256"}').toString('base64url')}.e30.AAAA`,
])('%s has the form of a JWT', (token) => {
  expect(hasJwtForm(token)).toBe(true);
});

test.each(['', 'mF_9.B5f-4.1JqM', 'ya29.a0AfH6SM', 'eyJhbGciOiJFUzI1NiJ9', 'eyJh.b', 'eyJh.b.c.d', 'eyJh.b.c.d.e.f', '..', 'SlAV32hkKG'])(
  '%j has not',
  (token) => {
    expect(hasJwtForm(token)).toBe(false);
  },
);

test('whatever could be read as a JWT has the form of one, so that it is never left to introspection', () => {
  const header = fc
    .dictionary(fc.string(), fc.jsonValue())
    .map((rest) => ({ ...rest, alg: 'ES256', crit: undefined, b64: undefined, kid: 'k', typ: 'JWT' }));
  fc.assert(
    fc.property(header, fc.dictionary(fc.string(), fc.jsonValue()), (head, claims) => {
      const token = `${encode(head)}.${encode(claims)}.AAAA`;
      return !parseCompact(token).ok || hasJwtForm(token);
    }),
  );
});
