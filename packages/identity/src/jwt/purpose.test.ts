import { describe, expect, test } from 'vitest';

import { CLAIMS, createPreparedIssuer } from '../../test/issuer.ts';
import { faultInPurpose } from './purpose.ts';
import { normalizeType } from './type.ts';

const issuer = createPreparedIssuer({ types: ['at+jwt', 'JWT'] });

function faultOf(typ: string | undefined, claims: object): string | undefined {
  return faultInPurpose(
    {
      signed: '',
      signature: new Uint8Array(),
      header: { alg: 'ES256', kid: 'k', typ, type: normalizeType(typ ?? 'JWT') },
      parameters: new Map(),
      claims: new Map(Object.entries(claims)),
    },
    issuer,
  );
}

describe('access tokens told from others', () => {
  test.each(['JWT', undefined])('an access token of type %s passes', (typ) => {
    expect(faultOf(typ, CLAIMS)).toBeUndefined();
  });

  test('a type of its own settles it', () => {
    expect(faultOf('at+jwt', { ...CLAIMS, nonce: 'n', scope: undefined })).toBeUndefined();
  });

  test('an access token may carry a nonce beside its scope', () => {
    expect(faultOf('JWT', { ...CLAIMS, nonce: 'n' })).toBeUndefined();
  });

  const { scope: _scope, ...unscoped } = CLAIMS;

  test.each([
    ['with at_hash', 'JWT', { ...CLAIMS, at_hash: 'x' }, 'ID token'],
    ['with c_hash', 'jwt', { ...CLAIMS, c_hash: 'x' }, 'ID token'],
    ['with s_hash', 'application/jwt', { ...CLAIMS, s_hash: 'x' }, 'ID token'],
    ['with at_hash and no type', undefined, { ...CLAIMS, at_hash: 'x' }, 'ID token'],
    ['with nonce and no scope', 'JWT', { ...unscoped, nonce: 'n' }, 'ID token'],
    ['with events', 'JWT', { ...CLAIMS, events: {} }, 'logout token'],
  ])('a token %s is not an access token', (_what, typ, claims, reason) => {
    expect(faultOf(typ, claims)).toContain(reason);
  });
});
