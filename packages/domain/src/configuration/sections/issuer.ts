import { z } from 'zod';

import { duration } from '../scalars.ts';
import { secret } from '../secret.ts';

/** JOSE algorithms that may be accepted: asymmetric only, so that a public key can never serve as a shared secret (RFC 8725 section 3.1). */
export const TOKEN_ALGORITHMS = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
] as const;

/** Providers whose ways are known: what an issuer of theirs leaves open is filled in. */
export const IDENTITY_PROVIDERS = ['auth0', 'entra', 'google', 'keycloak', 'okta', 'openid', 'ping'] as const;

export type IdentityProvider = (typeof IDENTITY_PROVIDERS)[number];

const claims = () => z.array(z.string().min(1).max(256)).min(1).max(16);

const introspection = z
  .strictObject({
    url: z
      .string()
      .min(1)
      .optional()
      .describe('Where it answers (https, or http on a loopback address); as its metadata says where absent.'),
    clientId: z.string().min(1).max(256).describe('The client as which Airside asks.'),
    clientSecret: secret(8).describe('The secret of that client, as a reference: `${env:NAME}` or `${file:PATH}`.'),
    authentication: z
      .enum(['client_secret_basic', 'client_secret_post'])
      .default('client_secret_basic')
      .describe('How the client proves who it is (RFC 6749 section 2.3.1).'),
    mayLack: z
      .array(z.enum(['aud', 'token_type']))
      .default([])
      .describe(
        'What its answers may lack. Without `aud` a token that was made for another API passes here, without `token_type` perhaps a refresh token.',
      ),
    keepActive: duration()
      .prefault('30s')
      .describe(
        "How long an answer that a token is active counts without asking again, never beyond the token's `exp`. A revoked token works so long.",
      ),
    keepInactive: duration().prefault('10s').describe('The same for an answer that it is not.'),
    timeout: duration().prefault('3s').describe('Time for an answer.'),
    concurrency: z
      .int()
      .min(1)
      .max(1000)
      .default(32)
      .describe('Questions under way at once per worker. As many again wait; the rest is answered 503.'),
    outage: z
      .enum(['closed', 'stale'])
      .default('closed')
      .describe(
        'Who may call while it does not answer: those whose answer still counts, all others get 503; with `stale` also those whose token was active when it was last asked about.',
      ),
    staleFor: duration().prefault('5m').describe('How much longer answers count under `outage: stale`, never beyond `exp`.'),
  })
  .describe('Asks the provider about tokens that only it understands (RFC 7662).');

export const issuer = z
  .strictObject({
    provider: z
      .enum(IDENTITY_PROVIDERS)
      .optional()
      .describe('A provider whose ways are known: fills in what is not said here. `openid` is any with metadata.'),
    tenant: z.string().min(1).max(256).optional().describe('Names the customer at `okta`, `entra` and `auth0`, in place of `issuer`.'),
    issuer: z.string().min(1).optional().describe('The `iss` of its tokens, exactly.'),
    jwks: z
      .string()
      .min(1)
      .optional()
      .describe(
        "URL (https, or http on a loopback address) or file of its JSON Web Key Set. Where absent, the issuer's metadata says where it is (OpenID Connect Discovery, RFC 8414).",
      ),
    audience: z.array(z.string().min(1)).min(1).describe('A token must name one of these in `aud`.'),
    algorithms: z
      .array(z.enum(TOKEN_ALGORITHMS))
      .min(1)
      .optional()
      .describe('Signature algorithms that are accepted; ES256 and RS256 unless the provider has others.'),
    types: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('Accepted `typ` headers; `at+jwt` (RFC 9068) unless the provider has others. Name `JWT` for older providers.'),
    clockTolerance: duration().prefault('5s').describe('Allowed difference between clocks.'),
    clientClaims: claims()
      .optional()
      .describe(
        'Claims that name the client, first found; matched against the `clients` of consumers. `client_id`, `azp` unless the provider has others.',
      ),
    scopeClaims: claims().optional().describe('Claims that carry scopes, first found; `scope`, `scp` unless the provider has others.'),
    roleClaims: claims()
      .optional()
      .describe(
        'Claims that carry roles, all found: names, or JSON pointers such as `/realm_access/roles`. None unless the provider has some.',
      ),
    groupClaims: claims().optional().describe('The same for groups.'),
    senderConstraint: z
      .enum(['none', 'required', 'dpop', 'certificate'])
      .default('none')
      .describe(
        'What its tokens must be bound to: nothing, either, a key (DPoP, RFC 9449), or a client certificate (RFC 8705). Tokens that are bound are always held to it.',
      ),
    introspection: introspection.optional(),
  })
  .describe('An identity provider whose access tokens are accepted.');
