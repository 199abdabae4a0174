import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, test } from 'vitest';

import { directoryWith } from '../../test/directory.ts';
import { CLAIMS, createIssuer } from '../../test/issuer.ts';
import { bearer, NOON_MS } from '../../test/tokens.ts';
import { SIGNATURE_ALGORITHMS } from '../jwks/algorithms.ts';
import { createJwtAuthenticator } from './authenticate.ts';

test.each([...SIGNATURE_ALGORITHMS.keys()])(
  'a token that another library signed with %s is accepted where that is allowed, and only there',
  async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg);
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k' };
    const token = await new SignJWT(CLAIMS).setProtectedHeader({ alg, kid: 'k', typ: 'at+jwt' }).sign(privateKey);
    const judge = async (algorithms: readonly string[]) => {
      const issuers = [createIssuer([jwk], { algorithms })];
      return (
        await createJwtAuthenticator({ realm: 'r', directory: directoryWith(), issuers, now: () => NOON_MS }).authenticate(bearer(token))
      ).outcome;
    };
    expect(await judge([alg])).toBe('accepted');
    expect(await judge([...SIGNATURE_ALGORITHMS.keys()].filter((other) => other !== alg))).toBe('refused');
  },
);
