import type { ProviderPreset } from './preset.ts';

/**
 * Google. Its access tokens are opaque, are meant for Google's own APIs, and cannot be introspected by RFC 7662: they are refused. What
 * services present to each other is a token that Google signs for the audience that they ask for; it has no scopes. It has the form of an ID
 * token; that of a person who signed in has `at_hash` or `nonce` and is refused.
 */
export const google: ProviderPreset = {
  title: 'Google',
  issuer: 'https://accounts.google.com',
  aliases: ['accounts.google.com'],
  algorithms: ['RS256'],
  types: ['JWT'],
  clientClaims: ['azp'],
  scopeClaims: ['scope'],
  accessTokenMarks: [{ claim: 'azp' }],
};
