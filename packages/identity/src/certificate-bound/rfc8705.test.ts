import { X509Certificate } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { directoryWith } from '../../test/directory.ts';
import { CLAIMS, createIssuer } from '../../test/issuer.ts';
import { bearer, createTestKey, headers, NOON_MS, signToken } from '../../test/tokens.ts';
import { createJwtAuthenticator } from '../jwt/authenticate.ts';
import type { TrustedIssuer } from '../jwt/issuer.ts';
import { certificateThumbprint } from './thumbprint.ts';

/** Appendix A. */
const CERTIFICATE = new X509Certificate(`-----BEGIN CERTIFICATE-----
MIIBBjCBrAIBAjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARtdGxzMB4XDTE4MTAx
ODEyMzcwOVoXDTIyMDUwMjEyMzcwOVowDzENMAsGA1UEAwwEbXRsczBZMBMGByqG
SM49AgEGCCqGSM49AwEHA0IABNcnyxwqV6hY8QnhxxzFQ03C7HKW9OylMbnQZjjJ
/Au08/coZwxS7LfA4vOLS9WuneIXhbGGWvsDSb0tH6IxLm8wCgYIKoZIzj0EAwID
SQAwRgIhAP0RC1E+vwJD/D1AGHGzuri+hlV/PpQEKTWUVeORWz83AiEA5x2eXZOV
bUlJSGQgjwD5vaUaKlLR50Q2DmFfQj1L+SY=
-----END CERTIFICATE-----`);
const THUMBPRINT = 'A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0';
/** Of section 3.1: of a certificate that the connection does not show. */
const OTHER_THUMBPRINT = 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2';

const key = createTestKey('one');
const token = (cnf: unknown) => signToken(key, { alg: 'ES256', kid: 'one', typ: 'at+jwt' }, { ...CLAIMS, cnf });

async function judge(cnf: unknown, shown: X509Certificate | undefined, changes: Partial<TrustedIssuer> = {}, scheme = 'Bearer') {
  const issuers = [createIssuer([key.jwk], changes)];
  const authenticator = createJwtAuthenticator({ realm: 'r', directory: directoryWith(), issuers, now: () => NOON_MS });
  const request = headers({ authorization: `${scheme} ${token(cnf)}` }, { certificate: shown });
  await authenticator.authenticate(bearer(token(cnf)));
  return authenticator.authenticate(request);
}

test('the thumbprint of appendix A is that of its certificate', () => {
  expect(certificateThumbprint(CERTIFICATE)).toBe(THUMBPRINT);
});

describe('a token that is bound to a certificate', () => {
  test('is accepted on a connection that shows it, remembered or not', async () => {
    expect(await judge({ 'x5t#S256': THUMBPRINT }, CERTIFICATE)).toMatchObject({ outcome: 'accepted' });
  });

  test.each([
    ['without certificate', THUMBPRINT, undefined, 'shows none'],
    ['with another certificate', OTHER_THUMBPRINT, CERTIFICATE, 'another client certificate'],
  ])('is refused on a connection %s, although it was seen before', async (_what, thumbprint, shown, reason) => {
    expect(await judge({ 'x5t#S256': thumbprint }, shown)).toMatchObject({
      outcome: 'refused',
      error: 'invalid_token',
      reason: expect.stringContaining(reason) as string,
    });
  });

  test('is refused under the scheme DPoP', async () => {
    expect(await judge({ 'x5t#S256': THUMBPRINT }, CERTIFICATE, {}, 'DPoP')).toMatchObject({ outcome: 'refused', error: 'invalid_token' });
  });

  test('and to a key has to show both', async () => {
    expect(await judge({ 'x5t#S256': THUMBPRINT, jkt: OTHER_THUMBPRINT }, CERTIFICATE)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('as a bearer token') as string,
    });
  });
});

test.each([
  null,
  'x',
  [],
  {},
  { 'x5t#S256': 7 },
  { 'x5t#S256': `${THUMBPRINT}=` },
  { 'x5t#S256': '' },
  { x5t: THUMBPRINT },
  { jwk: key.jwk },
  { kid: 'one' },
  { jkt: THUMBPRINT, kid: 'one' },
  { jkt: 'short' },
])('a token whose binding cannot be checked (%j) is refused, and not taken for a bearer token', async (cnf) => {
  expect(await judge(cnf, CERTIFICATE)).toMatchObject({
    outcome: 'refused',
    error: 'invalid_token',
    reason: expect.stringContaining('cnf') as string,
  });
});

describe('an issuer whose tokens have to be bound', () => {
  test.each([
    ['required', undefined],
    ['certificate', undefined],
    ['dpop', undefined],
    ['certificate', { jkt: THUMBPRINT }],
    ['dpop', { 'x5t#S256': THUMBPRINT }],
  ] as const)('(%s) has no token accepted with the binding %j', async (senderConstraint, cnf) => {
    expect(await judge(cnf, CERTIFICATE, { senderConstraint })).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('token is not bound') as string,
    });
  });

  test.each(['required', 'certificate'] as const)('(%s) has a bound one accepted', async (senderConstraint) => {
    expect(await judge({ 'x5t#S256': THUMBPRINT }, CERTIFICATE, { senderConstraint })).toMatchObject({ outcome: 'accepted' });
  });
});
