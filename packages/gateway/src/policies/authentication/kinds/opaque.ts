import { type Authenticator, createOpaqueTokenAuthenticator, type ProofVerifier } from '@airside/identity';

import { acceptedIssuers, introspectingIssuer } from '../issuers.ts';
import { proofVerifier } from '../proofs.ts';
import { type CreateAuthenticator, REALM } from './kind.ts';

export const opaque: CreateAuthenticator = (options, context) => {
  const asked = acceptedIssuers(options, context).filter(([, { introspection }]) => introspection !== undefined);
  const [first, second] = asked;
  const introspection = first?.[1].introspection;
  const besideJwt = options.accept.includes('jwt');
  if (second !== undefined) {
    context.problem(['issuers'], {
      message: `${asked.map(([name]) => `"${name}"`).join(', ')} would all be asked about opaque tokens, which do not say whose they are`,
      expected: 'one issuer with `introspection` among those that an API accepts',
    });
  }
  if (first === undefined || introspection === undefined) {
    if (!besideJwt && options.accept.includes('opaque')) {
      context.problem(['accept'], { message: 'no accepted issuer has `introspection`: no opaque token could ever be accepted' });
    }
    return none(proofVerifier(options, context));
  }
  return context.once(`opaque ${JSON.stringify([first[0], besideJwt, options.dpop])}`, () =>
    createOpaqueTokenAuthenticator({
      realm: REALM,
      issuer: introspectingIssuer(first, introspection, context),
      directory: context.services.directory,
      proofs: proofVerifier(options, context),
      besideJwt,
    }),
  );
};

/** Where nobody can be asked about them, tokens are left to the other kinds. */
function none({ challenge }: ProofVerifier): Authenticator {
  return {
    kind: 'opaque',
    challenge: `Bearer realm="${REALM}", ${challenge}`,
    headers: [],
    isPresented: () => false,
    authenticate: () => ({ outcome: 'absent' }),
  };
}
