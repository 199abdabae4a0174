import { AUTHORIZATION_SERVER, apiResource, unknownName } from '@airside/domain';
import { createJwtAuthenticator, type TrustedIssuer } from '@airside/identity';

import type { ApiContext } from '../../../pipeline/policy.ts';
import type { AuthenticationOptions } from '../options.ts';
import { type CreateAuthenticator, REALM } from './kind.ts';

export const jwt: CreateAuthenticator = (options, context) => {
  const names = acceptedIssuers(options, context);
  // Of the authorization server within, each API accepts the tokens that were made for it alone.
  const scope = isOwn(AUTHORIZATION_SERVER, context) && names.includes(AUTHORIZATION_SERVER) ? ` for ${context.apiId}` : '';
  return context.once(`jwt ${names.join(' ')}${scope}`, () =>
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

function isOwn(name: string, { configuration }: ApiContext): boolean {
  return name === AUTHORIZATION_SERVER && configuration.authorizationServer !== undefined;
}

function trustedIssuer(name: string, context: ApiContext): TrustedIssuer {
  const { configuration, services } = context;
  const own = isOwn(name, context);
  const issuer = configuration.issuers[name];
  if (issuer === undefined) throw new Error(`no issuer ${name}`);
  return {
    name,
    issuer: issuer.issuer,
    keys: services.keySet(issuer.jwks),
    audience: own ? [apiResource(context.apiId)] : issuer.audience,
    ...(own && { registeredClientsOnly: true }),
    algorithms: issuer.algorithms,
    types: issuer.types,
    clockToleranceMs: issuer.clockTolerance,
    clientClaims: issuer.clientClaims,
    scopeClaims: issuer.scopeClaims,
  };
}
