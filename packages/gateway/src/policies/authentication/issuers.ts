import { AUTHORIZATION_SERVER, apiResource, type IssuerConfiguration, unknownName } from '@airside/domain';
import { type IntrospectingIssuer, introspectionUrl, resolveIssuer, type TrustedIssuer } from '@airside/identity';

import type { ApiContext } from '../../pipeline/policy.ts';
import type { AuthenticationOptions } from './options.ts';

/** An issuer by its name, as it stands in the configuration. */
export type NamedIssuer = readonly [name: string, issuer: IssuerConfiguration];

/** The issuers whose tokens an API accepts. */
export function acceptedIssuers({ issuers }: AuthenticationOptions, context: ApiContext): readonly NamedIssuer[] {
  const entries = Object.entries(context.configuration.issuers);
  const known = entries.map(([name]) => name);
  for (const [index, name] of (issuers ?? []).entries()) {
    if (!known.includes(name)) context.problem(['issuers', index], unknownName('issuer', name, known, '/issuers'));
  }
  return entries.filter(([name]) => issuers?.includes(name) ?? true);
}

/** Whether the tokens of an issuer are verified by its keys. Where only the place of its introspection is known, they are not. */
export function isVerifiedByKeys({ jwks, provider, introspection }: IssuerConfiguration): boolean {
  return jwks !== undefined || provider !== undefined || introspection?.url === undefined;
}

/** Whether the metadata of an issuer has to be read: where not all places are named. */
export function usesMetadata(issuer: IssuerConfiguration): boolean {
  const { jwks, introspection } = issuer;
  return (isVerifiedByKeys(issuer) && jwks === undefined) || (introspection !== undefined && introspection.url === undefined);
}

/** Whether it is the authorization server within. */
export function isOwn(name: string, { configuration }: ApiContext): boolean {
  return name === AUTHORIZATION_SERVER && configuration.authorizationServer !== undefined;
}

/** An issuer whose tokens are verified by its keys. */
export function trustedIssuer([name, settings]: NamedIssuer, context: ApiContext): TrustedIssuer {
  const { services } = context;
  const resolved = resolveIssuer(settings);
  return {
    ...resolved,
    ...common(name, settings),
    keys: settings.jwks === undefined ? services.provider(resolved.issuer).keys : services.keySet(settings.jwks),
    ...(isOwn(name, context) && { audience: [apiResource(context.apiId)], registeredClientsOnly: true, revoked: services.revoked }),
  };
}

/** An issuer that is asked about tokens. */
export function introspectingIssuer(
  [name, settings]: NamedIssuer,
  introspection: NonNullable<IssuerConfiguration['introspection']>,
  { services }: ApiContext,
): IntrospectingIssuer {
  const resolved = resolveIssuer(settings);
  const { url, clientSecret, keepActive, keepInactive, timeout, outage, staleFor, ...rest } = introspection;
  const named = url === undefined ? undefined : introspectionUrl(url);
  const provider = named === undefined ? services.provider(resolved.issuer) : undefined;
  return {
    ...resolved,
    ...common(name, settings),
    introspection: {
      ...rest,
      endpoint: () => named ?? provider?.introspectionEndpoint(),
      clientSecret: () => clientSecret.reveal(),
      keepActiveMs: keepActive,
      keepInactiveMs: keepInactive,
      timeoutMs: timeout,
      outage: outage === 'stale' ? { policy: 'stale', forMs: staleFor } : { policy: 'closed' },
    },
  };
}

function common(name: string, { audience, clockTolerance, senderConstraint }: IssuerConfiguration) {
  return { name, audience, clockToleranceMs: clockTolerance, senderConstraint };
}
