import { createJwtAuthenticator } from '@airside/identity';

import { acceptedIssuers, isOwn, isVerifiedByKeys, trustedIssuer } from '../issuers.ts';
import { namedKinds } from '../options.ts';
import { proofVerifier } from '../proofs.ts';
import { type CreateAuthenticator, REALM } from './kind.ts';

export const jwt: CreateAuthenticator = (options, context) => {
  const accepted = acceptedIssuers(options, context);
  const issuers = accepted.filter(([, issuer]) => isVerifiedByKeys(issuer));
  const besideOpaque = namedKinds(options).has('opaque') && accepted.some(([, { introspection }]) => introspection !== undefined);
  const names = issuers.map(([name]) => name);
  // Of the authorization server within, each API accepts the tokens that were made for it alone.
  const own = names.some((name) => isOwn(name, context)) ? context.apiId : undefined;
  return context.once(`jwt ${JSON.stringify([names, besideOpaque, options.dpop, own])}`, () =>
    createJwtAuthenticator({
      realm: REALM,
      issuers: issuers.map((issuer) => trustedIssuer(issuer, context)),
      directory: context.services.directory,
      proofs: proofVerifier(options, context),
      besideOpaque,
    }),
  );
};
