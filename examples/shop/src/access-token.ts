import { randomUUID } from 'node:crypto';

import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  type GenerateKeyPairResult,
  generateKeyPair,
  type JSONWebKeySet,
  jwtVerify,
  SignJWT,
} from 'jose';

const ISSUER = 'https://shop.example';
export const AUDIENCE = 'shop';
const CLIENT_ID = 'shop-web';
const LIFETIME_SECONDS = 15 * 60;

/** What an access token says about its user. */
export interface AccessTokenClaims {
  readonly userId: string;
  /** Space separated. */
  readonly scope: string;
}

export interface IssuedToken {
  readonly token: string;
  readonly expiresInSeconds: number;
}

/** The shop's own access tokens: JWTs after RFC 9068. */
export interface AccessTokens {
  /** The public keys that verify them. */
  readonly jwks: JSONWebKeySet;
  issue(claims: AccessTokenClaims): Promise<IssuedToken>;
  /** Rejects with an error of jose when the token is not one of ours, not for us, or no longer good. */
  verify(token: string): Promise<AccessTokenClaims>;
}

/** Tokens under an ES256 key. A new one, unless given, lives as long as the process: a restart ends all sessions. */
export async function createAccessTokens(pair?: GenerateKeyPairResult): Promise<AccessTokens> {
  const { publicKey, privateKey } = pair ?? (await generateKeyPair('ES256'));
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const jwks: JSONWebKeySet = { keys: [{ ...publicJwk, kid, alg: 'ES256', use: 'sig' }] };
  const keys = createLocalJWKSet(jwks);

  return {
    jwks,

    async issue({ userId, scope }) {
      const token = await new SignJWT({ client_id: CLIENT_ID, scope })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(userId)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime(`${LIFETIME_SECONDS}s`)
        .sign(privateKey);
      return { token, expiresInSeconds: LIFETIME_SECONDS };
    },

    async verify(token) {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['ES256'],
        typ: 'at+jwt',
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp', 'iat'],
      });
      return { userId: payload.sub ?? '', scope: typeof payload['scope'] === 'string' ? payload['scope'] : '' };
    },
  };
}
