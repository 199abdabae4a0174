import { type Configuration, type CredentialKind, unknownName } from '@airside/domain';
import {
  type Authenticator,
  createApiKeyAuthenticator,
  createBasicAuthenticator,
  createJwtAuthenticator,
  hashApiKey,
  type TrustedIssuer,
} from '@airside/identity';

import type { ApiContext } from '../../pipeline/policy.ts';

interface Options {
  readonly accept: readonly CredentialKind[];
  readonly apiKeyHeader: string;
  readonly issuers?: readonly string[] | undefined;
}

const REALM = 'airside';

/** The authenticators for the accepted kinds of credential, in order, shared by all APIs of a configuration that want the same. */
export function createAuthenticators(options: Options, context: ApiContext): readonly Authenticator[] {
  return options.accept.map((kind) => {
    switch (kind) {
      case 'apiKey':
        return context.once(`apiKey ${options.apiKeyHeader}`, () =>
          createApiKeyAuthenticator({ header: options.apiKeyHeader, realm: REALM, keys: apiKeys(context.configuration) }),
        );
      case 'basic':
        return context.once('basic', () => createBasicAuthenticator({ realm: REALM, logins: logins(context.configuration) }));
      case 'jwt': {
        const names = acceptedIssuers(options, context);
        return context.once(`jwt ${names.join(' ')}`, () =>
          createJwtAuthenticator({ realm: REALM, issuers: names.map((name) => trustedIssuer(name, context)) }),
        );
      }
    }
  });
}

function apiKeys({ consumers }: Configuration) {
  return Object.entries(consumers).flatMap(([consumer, { apiKeys, scopes }]) =>
    apiKeys.map((entry) => ({
      consumer,
      id: entry.id,
      sha256: entry.sha256 ?? hashApiKey(entry.key?.reveal() ?? ''),
      scopes: entry.scopes ?? scopes,
      ...(entry.expires !== undefined && { expiresAtMs: Date.parse(entry.expires) }),
    })),
  );
}

function logins({ consumers }: Configuration) {
  return Object.entries(consumers).flatMap(([consumer, { logins, scopes }]) =>
    logins.map((entry) => ({ consumer, username: entry.username, passwordHash: entry.passwordHash, scopes: entry.scopes ?? scopes })),
  );
}

function acceptedIssuers(options: Options, context: ApiContext): readonly string[] {
  const known = Object.keys(context.configuration.issuers);
  for (const [index, name] of (options.issuers ?? []).entries()) {
    if (!known.includes(name)) context.problem(['issuers', index], unknownName('issuer', name, known, '/issuers'));
  }
  return options.issuers?.filter((name) => known.includes(name)) ?? known;
}

function trustedIssuer(name: string, { configuration, services }: ApiContext): TrustedIssuer {
  const issuer = configuration.issuers[name];
  if (issuer === undefined) throw new Error(`no issuer ${name}`);
  const consumers = Object.entries(configuration.consumers).flatMap(([consumer, { clients }]) =>
    clients.filter((client) => client.issuer === name).map((client) => [client.clientId, consumer] as const),
  );
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
    consumers: new Map(consumers),
  };
}
