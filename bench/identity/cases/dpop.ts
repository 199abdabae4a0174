import { createHash, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';

import { createJwtAuthenticator, createProofNonces, createProofVerifier, createReplayStore } from '@airside/identity';

import { assertAccepted } from '../accepted.ts';
import { benchDirectory } from '../directory.ts';
import { requestWith } from '../request.ts';
import { createTokenMaker, encode } from '../tokens.ts';
import type { BenchCase } from './case.ts';

const PROOFS = 64;

export const dpop: BenchCase = {
  id: 'dpop',
  title: 'DPoP: token that was verified before, its proof (ES256) new with each request',
  async prepare() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { crv, kty, x, y } = publicKey.export({ format: 'jwk' });
    const jkt = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
    const { issuer, make } = createTokenMaker('ES256');
    const token = make({ cnf: { jkt } });
    const ath = createHash('sha256').update(token).digest('base64url');
    const header = encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: { crv, kty, x, y } });
    const requestWithProof = () => {
      const claims = { jti: randomUUID(), htm: 'GET', htu: 'https://api.example.com/orders/7', iat: Math.floor(Date.now() / 1000), ath };
      const input = `${header}.${encode(claims)}`;
      const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
      return requestWith({ Authorization: `DPoP ${token}`, DPoP: `${input}.${signature}` });
    };
    const proofs = createProofVerifier({
      realm: 'bench',
      algorithms: ['ES256'],
      lifetimeMs: 60_000,
      clockToleranceMs: 5000,
      nonces: createProofNonces({ secret: randomBytes(32) }),
      nonceRequired: false,
      // One key may fill a tenth, and here there is one key.
      replays: createReplayStore({ capacity: 10_000_000 }),
    });
    const authenticator = createJwtAuthenticator({ realm: 'bench', issuers: [issuer], directory: benchDirectory(), proofs });
    await assertAccepted(authenticator, requestWithProof());
    let requests = Array.from({ length: PROOFS }, requestWithProof);
    return {
      batch: PROOFS,
      reset: () => {
        requests = Array.from({ length: PROOFS }, requestWithProof);
      },
      call: (index) => authenticator.authenticate(requests[index] ?? requestWith({})),
    };
  },
};
