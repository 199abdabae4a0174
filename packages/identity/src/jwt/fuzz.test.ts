import fc from 'fast-check';
import { expect, test } from 'vitest';

import { directoryWith } from '../../test/directory.ts';
import { CLAIMS, createIssuer } from '../../test/issuer.ts';
import { bearer, createTestKey, encode, headers, NOON_MS, signToken } from '../../test/tokens.ts';
import { createJwtAuthenticator } from './authenticate.ts';

const key = createTestKey('one');
const HEADER = { alg: 'ES256', kid: 'one', typ: 'at+jwt' };
const authenticator = createJwtAuthenticator({
  realm: 'r',
  directory: directoryWith(),
  issuers: [createIssuer([key.jwk])],
  now: () => NOON_MS,
});

test('no value of the header field is accepted or makes it throw', async () => {
  const field = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string().map((text) => `Bearer ${text}`),
  );
  await fc.assert(
    fc.asyncProperty(field, async (authorization) => (await authenticator.authenticate(headers({ authorization }))).outcome !== 'accepted'),
  );
});

test('no header and claims with a made-up signature are accepted', async () => {
  const changes = fc.dictionary(
    fc.constantFrom('alg', 'kid', 'typ', 'iss', 'aud', 'sub', 'exp', 'crit', 'jwk', 'x5c', '__proto__'),
    fc.jsonValue(),
  );
  await fc.assert(
    fc.asyncProperty(changes, changes, fc.base64String(), async (header, claims, signature) => {
      const forged = `${encode({ ...HEADER, ...header })}.${encode({ ...CLAIMS, ...claims })}.${signature.replaceAll(/[+/=]/g, 'A')}`;
      return (await authenticator.authenticate(bearer(forged))).outcome === 'refused';
    }),
  );
});

test('no claims that were truly signed make it throw, and what it accepts has a subject and an expiry', async () => {
  const claims = fc.dictionary(fc.constantFrom('sub', 'exp', 'nbf', 'iat', 'aud', 'scope', 'client_id', 'azp', 'scp'), fc.jsonValue());
  await fc.assert(
    fc.asyncProperty(claims, async (changed) => {
      const result = await authenticator.authenticate(bearer(signToken(key, HEADER, { ...CLAIMS, ...changed })));
      return result.outcome !== 'accepted' || result.principal.subject === (changed.sub ?? CLAIMS.sub);
    }),
  );
});

test('no single changed character of a token is accepted', async () => {
  const token = signToken(key, HEADER, CLAIMS);
  expect(await authenticator.authenticate(bearer(token))).toMatchObject({ outcome: 'accepted' });
  await fc.assert(
    fc.asyncProperty(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 1 }), async (place, character) => {
      const changed = token.slice(0, place) + character + token.slice(place + 1);
      const result = await authenticator.authenticate(bearer(changed));
      return changed === token || result.outcome === 'refused';
    }),
  );
});
