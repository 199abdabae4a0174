import type { TokenIssuer } from '../src/access-token/issuer.ts';
import type { IntrospectingIssuer, IntrospectionSettings } from '../src/introspection/issuer.ts';
import type { KeySet } from '../src/jwks/key-set.ts';
import { createStaticKeySet } from '../src/jwks/static.ts';
import type { TrustedIssuer } from '../src/jwt/issuer.ts';
import { type PreparedIssuer, prepareIssuers } from '../src/jwt/issuer.ts';
import { directoryWith } from './directory.ts';
import { NOON } from './tokens.ts';

export const ISSUER = 'https://idp.example';

/** A trusted issuer with the defaults of the configuration. */
export function createIssuer(keys: KeySet | readonly object[], changes: Partial<TrustedIssuer> = {}): TrustedIssuer {
  return {
    name: 'idp',
    issuer: ISSUER,
    keys: 'find' in keys && 'location' in keys ? keys : createStaticKeySet({ keys }),
    audience: ['https://api.example'],
    algorithms: ['ES256', 'RS256'],
    types: ['at+jwt'],
    clockToleranceMs: 5000,
    clientClaims: ['client_id', 'azp'],
    scopeClaims: ['scope', 'scp'],
    ...changes,
  };
}

/** An issuer that is asked about tokens, at an address where nobody listens unless another is given. */
export function createIntrospectingIssuer(
  settings: Partial<IntrospectionSettings> = {},
  changes: Partial<TokenIssuer> = {},
): IntrospectingIssuer {
  const { keys: _keys, algorithms: _algorithms, types: _types, ...common } = createIssuer([]);
  return {
    ...common,
    ...changes,
    introspection: {
      endpoint: () => undefined,
      clientId: 'gateway',
      clientSecret: () => 'gateway-secret',
      authentication: 'client_secret_basic',
      mayLack: [],
      keepActiveMs: 30_000,
      keepInactiveMs: 10_000,
      timeoutMs: 2000,
      concurrency: 4,
      outage: { policy: 'closed' },
      ...settings,
    },
  };
}

export function createPreparedIssuer(changes: Partial<TrustedIssuer> = {}): PreparedIssuer {
  const [issuer] = prepareIssuers([createIssuer([], changes)], directoryWith()).values();
  if (issuer === undefined) throw new Error('expected one issuer');
  return issuer;
}

/** Claims that a token of `createIssuer` is accepted with at noon. */
export const CLAIMS = {
  iss: ISSUER,
  aud: 'https://api.example',
  sub: 'anna',
  client_id: 'app',
  scope: 'read write',
  iat: NOON - 60,
  exp: NOON + 3600,
  jti: 'j1',
} as const;
