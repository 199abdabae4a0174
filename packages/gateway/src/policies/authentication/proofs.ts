import { createProofVerifier, type ProofVerifier } from '@airside/identity';

import type { ApiContext } from '../../pipeline/policy.ts';
import { REALM } from './kinds/kind.ts';
import type { AuthenticationOptions } from './options.ts';

/** The verifier of DPoP proofs that the options ask for, shared by all kinds of token and all APIs that want the same. */
export function proofVerifier({ dpop }: AuthenticationOptions, { services, once }: ApiContext): ProofVerifier {
  const { nonce, algorithms, lifetime, clockTolerance } = dpop;
  return once(`proofs ${JSON.stringify(dpop)}`, () =>
    createProofVerifier({
      realm: REALM,
      algorithms,
      lifetimeMs: lifetime,
      clockToleranceMs: clockTolerance,
      nonceRequired: nonce === 'required',
      ...services.proofs,
    }),
  );
}
