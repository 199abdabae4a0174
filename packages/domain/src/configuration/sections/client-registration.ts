import { z } from 'zod';

import { faultInRedirectUri } from '../../redirect-uri.ts';
import { secret } from '../secret.ts';

const redirectUri = z.string().superRefine((uri, context) => {
  const fault = faultInRedirectUri(uri);
  if (fault !== undefined) context.addIssue({ code: 'custom', message: `expected a redirect URI that can be compared exactly: ${fault}` });
});

/** A scope as RFC 6749 section 3.3 spells it. */
const scope = z
  .string()
  .regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,200}$/, { error: 'expected a scope: printable ASCII without spaces, quotes and backslashes' });

/** Parameters of RFC 7518 section 6 that only the client may know. */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const publicKey = z
  .looseObject({ kty: z.enum(['EC', 'OKP', 'RSA']).describe('The family of its algorithm.') })
  .refine((key) => PRIVATE.every((name) => key[name] === undefined), { error: 'expected the public half of a key alone' })
  .meta({ 'x-concealed': true });

export const clientRegistration = z
  .strictObject({
    grantTypes: z
      .array(z.enum(['client_credentials', 'authorization_code', 'refresh_token', 'device_code']))
      .min(1)
      .default(['client_credentials'])
      .describe('How it may get tokens.'),
    redirectUris: z
      .array(redirectUri)
      .max(100)
      .default([])
      .describe('Where codes may be sent: https, http on 127.0.0.1 or [::1], or a scheme such as com.example.app. Compared exactly.'),
    scopes: z.array(scope).max(1000).default([]).describe('The scopes that it may ask for.'),
    authentication: z
      .enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'])
      .default('client_secret_basic')
      .describe('How it proves who it is; `none` for apps and browsers, which can keep no secret.'),
    secret: secret(20).optional().describe('Its secret, as a reference: `${env:NAME}` or `${file:PATH}`.'),
    secretSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: 'expected 64 hexadecimal digits (lower case)' })
      .meta({ 'x-concealed': true })
      .optional()
      .describe('SHA-256 of its secret, instead of `secret`.'),
    jwks: z
      .strictObject({
        keys: z.array(publicKey).min(1).max(20).describe('The keys.'),
      })
      .optional()
      .describe('Its public keys (RFC 7517 section 5), for `private_key_jwt`.'),
    dpopBound: z.boolean().default(false).describe('Its tokens are bound to a key of its own (DPoP, RFC 9449).'),
  })
  .refine((value) => value.secret === undefined || value.secretSha256 === undefined, { error: 'expected secret or secretSha256, not both' })
  .describe('What the authorization server within has to know of a client.');
