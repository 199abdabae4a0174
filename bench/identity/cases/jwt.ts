import { verify } from 'node:crypto';

import { createJwtAuthenticator, derSignature } from '@airside/identity';
import { compactVerify } from 'jose';

import { assertAccepted } from '../accepted.ts';
import { benchDirectory } from '../directory.ts';
import { requestWith } from '../request.ts';
import { type BenchAlgorithm, createTokenMaker } from '../tokens.ts';
import type { BenchCase } from './case.ts';

/** Tokens that are verified once each between two resets. */
const TOKENS = 64;

export const cachedJwt: BenchCase = {
  id: 'jwt-cached',
  title: 'access token that was verified before',
  goal: { us: 5 },
  async prepare() {
    const { issuer, make } = createTokenMaker('ES256');
    const authenticator = createJwtAuthenticator({ realm: 'bench', issuers: [issuer], directory: benchDirectory() });
    const request = requestWith({ Authorization: `Bearer ${make()}` });
    await assertAccepted(authenticator, request);
    return { batch: 1000, call: () => authenticator.authenticate(request) };
  },
};

/** The first sight of a token beside the bare check of its signature, by the platform and by jose: the same key and the same tokens. */
export function firstJwt(algorithm: BenchAlgorithm): readonly BenchCase[] {
  const id = algorithm.toLowerCase();
  const maker = createTokenMaker(algorithm);
  const directory = benchDirectory();
  const authenticator = createJwtAuthenticator({ realm: 'bench', issuers: [maker.issuer], directory });
  const tokens = Array.from({ length: TOKENS }, () => maker.make());
  const requests = tokens.map((token) => requestWith({ Authorization: `Bearer ${token}` }));
  const signed = tokens.map((token) => {
    const end = token.lastIndexOf('.');
    const signature = Buffer.from(token.slice(end + 1), 'base64url');
    // In the form that the platform takes least time for.
    return { input: Buffer.from(token.slice(0, end)), signature: algorithm === 'ES256' ? derSignature(signature, 32) : signature };
  });
  const bare = (index: number): boolean => {
    const { input, signature } = signed[index] ?? {};
    return input !== undefined && signature !== undefined && verify('sha256', input, maker.publicKey, signature);
  };
  return [
    {
      id: `bare-${id}`,
      group: id,
      title: `bare check of an ${algorithm} signature (node:crypto)`,
      async prepare() {
        if (!bare(0)) throw new Error(`${algorithm}: the bare check does not accept a token`);
        return { batch: TOKENS, call: bare };
      },
    },
    {
      id: `jose-${id}`,
      group: id,
      title: `check of an ${algorithm} signature by jose`,
      async prepare() {
        const check = (index: number) => compactVerify(tokens[index] ?? '', maker.publicKey, { algorithms: [algorithm] });
        await check(0);
        return { batch: TOKENS, call: check };
      },
    },
    {
      id: `jwt-first-${id}`,
      group: id,
      title: `access token seen for the first time, ${algorithm}`,
      goal: { times: 1.3, of: `bare-${id}` },
      async prepare() {
        await Promise.all(requests.slice(0, 1).map((request) => assertAccepted(authenticator, request)));
        return {
          batch: TOKENS,
          // Any change of a record makes all tokens be verified anew, as when they are first seen.
          reset: () => directory.apply([]),
          call: (index) => authenticator.authenticate(requests[index] ?? requestWith({})),
        };
      },
    },
  ];
}
