import { unknownName } from '@airside/domain';
import { createJwtAuthenticator, type TrustedIssuer } from '@airside/identity';

import type { ApiContext } from '../../../pipeline/policy.ts';
import type { AuthenticationOptions } from '../options.ts';
import { type CreateAuthenticator, REALM } from './kind.ts';

export const jwt: CreateAuthenticator = (options, context) => {
  const names = acceptedIssuers(options, context);
  return context.once(`jwt ${names.join(' ')}`, () =>
    createJwtAuthenticator({
      realm: REALM,
      issuers: names.map((name) => trustedIssuer(name, context)),
      directory: context.services.directory,
    }),
  );
};

function acceptedIssuers({ issuers }: AuthenticationOptions, context: ApiContext): readonly string[] {
  const known = Object.keys(context.configuration.issuers);
  for (const [index, name] of (issuers ?? []).entries()) {
    if (!known.includes(name)) context.problem(['issuers', index], unknownName('issuer', name, known, '/issuers'));
  }
  return issuers?.filter((name) => known.includes(name)) ?? known;
}

function trustedIssuer(name: string, { configuration, services }: ApiContext): TrustedIssuer {
  const issuer = configuration.issuers[name];
  if (issuer === undefined) throw new Error(`no issuer ${name}`);
  return {
    name,
    issuer: issuer.issuer,
    keys: services.keySet(issuer.jwks),
    audience: issuer.audience,
    algorithms: issuer.algorithms,
    types: issuer.types,
    clockToleranceMs: issuer.clockTolerance,
    clientClaims: issuer.clientClaims,
    scopeClaims: issuer.scopeClaims,
  };
}
