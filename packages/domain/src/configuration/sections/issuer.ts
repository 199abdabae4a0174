import { z } from 'zod';

import { duration } from '../scalars.ts';

/** JOSE algorithms that may be accepted: asymmetric only, so that a public key can never serve as a shared secret (RFC 8725 section 3.1). */
const TOKEN_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'] as const;

export const issuer = z
  .strictObject({
    issuer: z.string().min(1).describe('The `iss` of its tokens, exactly.'),
    jwks: z.string().min(1).describe('URL (https, or http on a loopback address) or file of its JSON Web Key Set.'),
    audience: z.array(z.string().min(1)).min(1).describe('A token must name one of these in `aud`.'),
    algorithms: z.array(z.enum(TOKEN_ALGORITHMS)).min(1).default(['ES256', 'RS256']).describe('Signature algorithms that are accepted.'),
    types: z
      .array(z.string().min(1))
      .min(1)
      .default(['at+jwt'])
      .describe('Accepted `typ` headers (RFC 9068 says `at+jwt`); name `JWT` for older providers.'),
    clockTolerance: duration().prefault('5s').describe('Allowed difference between clocks.'),
    clientClaims: z
      .array(z.string().min(1))
      .min(1)
      .default(['client_id', 'azp'])
      .describe('Claims that name the client, first found; matched against the `clients` of consumers.'),
    scopeClaims: z.array(z.string().min(1)).min(1).default(['scope', 'scp']).describe('Claims that carry scopes, first found.'),
  })
  .describe('An identity provider whose access tokens are accepted.');
