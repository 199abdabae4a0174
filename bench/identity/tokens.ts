import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

import { createStaticKeySet, type TrustedIssuer } from '@airside/identity';

export type BenchAlgorithm = 'ES256' | 'RS256';

export interface TokenMaker {
  readonly publicKey: KeyObject;
  readonly issuer: TrustedIssuer;
  /** A token like those of a provider; no two are the same. */
  make(further?: object): string;
}

/** What makes and verifies access tokens (RFC 9068) with the claims that providers usually put in. */
export function createTokenMaker(algorithm: BenchAlgorithm): TokenMaker {
  const { privateKey, publicKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 0x10001 });
  const header = encode({ alg: algorithm, typ: 'at+jwt', kid: '2026-11-a' });
  const nowS = Math.floor(Date.now() / 1000);
  let count = 0;
  return {
    publicKey,
    issuer: {
      name: 'idp',
      issuer: 'https://login.example.com/tenant/7f3d',
      keys: createStaticKeySet({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: '2026-11-a', alg: algorithm, use: 'sig' }] }),
      audience: ['https://api.example.com'],
      algorithms: ['ES256', 'RS256'],
      types: ['at+jwt'],
      clockToleranceMs: 5000,
      clientClaims: ['client_id', 'azp'],
      scopeClaims: ['scope', 'scp'],
    },
    make(further = {}) {
      const claims = encode({
        iss: 'https://login.example.com/tenant/7f3d',
        aud: 'https://api.example.com',
        sub: '248289761001',
        client_id: 'consumer7',
        scope: 'orders:read orders:write profile',
        iat: nowS,
        exp: nowS + 3600,
        jti: `5e2c9a0e-${count++}`,
        email: 'anna@example.com',
        roles: ['buyer', 'approver'],
        tenant: 'acme',
        ...further,
      });
      const input = `${header}.${claims}`;
      return `${input}.${sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
    },
  };
}

/** JSON in base64url, as JWTs are made of. */
export function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
