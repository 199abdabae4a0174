import { expect, test } from 'vitest';

import { encode } from '../../test/tokens.ts';
import { faultInAudience } from './audience.ts';
import { parseCompact } from './compact.ts';
import { faultInTime } from './time.ts';

/** Section 3.1: an HMAC, whose claims are those of RFC 7515 appendix A.1. */
const EXAMPLE =
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.' +
  'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
/** Section 6.1: an unsecured token. */
const UNSECURED = 'eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.';
/** Appendix A.1: an encrypted token, shortened in its parts. */
const ENCRYPTED =
  'eyJhbGciOiJSU0ExXzUiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.QR1O.AxY8DCtDaGlsbGljb3RoZQ.MKOle7UQrG6nSxTLX6Mqwt0orbHvAKeWnDYvpIAeZ72deHxz3roJDXQyhxx0wKaM.fiK51VwhsxJ-siBMR-YFiA';

test('the example of section 3.1 is read as it is printed', () => {
  const parsed = parseCompact(EXAMPLE);
  expect(parsed.ok && parsed.value.header).toEqual({ alg: 'HS256', kid: undefined, typ: 'JWT', type: 'jwt' });
  expect(parsed.ok && Object.fromEntries(parsed.value.claims)).toEqual({
    iss: 'joe',
    exp: 1_300_819_380,
    'http://example.com/is_root': true,
  });
});

test('the unsecured token of section 6.1 is no token', () => {
  expect(parseCompact(UNSECURED)).toMatchObject({ ok: false });
});

test('the encrypted token of appendix A.1 is not opened', () => {
  expect(parseCompact(ENCRYPTED)).toEqual({ ok: false, reason: 'token is encrypted: expected a signed one (JWS)' });
});

test.each([
  `${EXAMPLE}=`,
  `${EXAMPLE}\n`,
  ` ${EXAMPLE}`,
  EXAMPLE.replace('.', '..'),
  EXAMPLE.replaceAll('.', ','),
  EXAMPLE.replace('dBjf', 'dBj/'),
  `${encode(['HS256'])}.${encode({})}.AAAA`,
  `${encode({ alg: 'ES256' })}.${encode(['joe'])}.AAAA`,
  `${encode({ alg: 'ES256' })}.${Buffer.from('"joe"').toString('base64url')}.AAAA`,
  `${encode({ alg: 'ES256' })}.${Buffer.from('null').toString('base64url')}.AAAA`,
  `${encode({ alg: 'ES256' })}.${Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('base64url')}.AAAA`,
])('%s is no token (section 7.2)', (token) => {
  expect(parseCompact(token)).toMatchObject({ ok: false });
});

test.each<readonly [unknown, boolean]>([
  ['a', true],
  [['b', 'a'], true],
  ['b', false],
  ['a,b', false],
  ['a b', false],
  ['A', false],
  [['a', 1], false],
  [{ 0: 'a' }, false],
  [null, false],
  ['', false],
])('the audience %j is ours: %s (section 4.1.3)', (aud, ours) => {
  expect(faultInAudience(aud, ['a']) === undefined).toBe(ours);
});

test.each<readonly [object, boolean]>([
  [{ exp: 101 }, true],
  [{ exp: 100 }, false],
  [{ exp: 100.5 }, true],
  [{ exp: '101' }, false],
  [{ exp: Number.NaN }, false],
  [{ exp: -1 }, false],
  [{ exp: 101, nbf: 100 }, true],
  [{ exp: 101, nbf: 100.1 }, false],
  [{ exp: 101, iat: 101 }, false],
  [{ exp: 101, nbf: null }, false],
  [{}, false],
])('at second 100, %j is in its time: %s (sections 4.1.4 to 4.1.6)', (claims, good) => {
  expect(faultInTime(new Map(Object.entries(claims)), 100_000, 0) === undefined).toBe(good);
});
