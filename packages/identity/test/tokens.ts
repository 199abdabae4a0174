import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

import type { CredentialRequest } from '../src/authenticator.ts';

/** Noon of a day in 2026, in milliseconds: the time at which the tokens of tests are presented. */
export const NOON_MS = Date.UTC(2026, 0, 15, 12);
export const NOON = NOON_MS / 1000;

export interface TestKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
}

export function createTestKey(kid: string, alg: 'ES256' | 'EdDSA' | 'RS256' = 'ES256', modulusLength = 2048): TestKey {
  const { privateKey, publicKey } = createPair(alg, modulusLength);
  return { kid, alg, privateKey, publicKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid } };
}

function createPair(alg: 'ES256' | 'EdDSA' | 'RS256', modulusLength: number): { privateKey: KeyObject; publicKey: KeyObject } {
  if (alg === 'RS256') return generateKeyPairSync('rsa', { modulusLength });
  return alg === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** A token with exactly this header and these claims, however wrong; members that are `undefined` are left out. */
export function signToken(key: TestKey, header: object, claims: object): string {
  const input = `${encode(header)}.${encode(claims)}`;
  const digest = key.alg === 'EdDSA' ? null : 'sha256';
  return `${input}.${sign(digest, Buffer.from(input), { key: key.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** A token whose HMAC key is the given text: what the confusion of algorithms would let through. */
export function signWithSecret(secret: string, header: object, claims: object): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

export function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A request by the header fields that matter (lower-case names), and whatever else a test wants to say about it. */
export function headers(fields: Readonly<Record<string, string>>, rest: Partial<CredentialRequest> = {}): CredentialRequest {
  return {
    method: 'GET',
    scheme: 'https',
    authority: 'api.example.com',
    target: '/orders?limit=5',
    rawHeaders: Object.entries(fields).flat(),
    clientAddress: '192.0.2.1',
    certificate: undefined,
    header: (name) => fields[name],
    ...rest,
  };
}

export function bearer(token: string): CredentialRequest {
  return headers({ authorization: `Bearer ${token}` });
}
