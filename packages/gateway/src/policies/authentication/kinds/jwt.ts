import { createJwtAuthenticator } from '@airside/identity';

import { acceptedIssuers, isVerifiedByKeys, trustedIssuer } from '../issuers.ts';
import { namedKinds } from '../options.ts';
import { proofVerifier } from '../proofs.ts';
import { type CreateAuthenticator, REALM } from './kind.ts';

export const jwt: CreateAuthenticator = (options, context) => {
  const accepted = acceptedIssuers(options, context);
  const issuers = accepted.filter(([, issuer]) => isVerifiedByKeys(issuer));
  const besideOpaque = namedKinds(options).has('opaque') && accepted.some(([, { introspection }]) => introspection !== undefined);
  const names = issuers.map(([name]) => name);
  return context.once(`jwt ${JSON.stringify([names, besideOpaque, options.dpop])}`, () =>
    createJwtAuthenticator({
      realm: REALM,
      issuers: issuers.map((issuer) => trustedIssuer(issuer, context)),
      directory: context.services.directory,
      proofs: proofVerifier(options, context),
      besideOpaque,
    }),
  );
};
