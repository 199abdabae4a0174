import type { ProviderPreset } from './preset.ts';

/**
 * Auth0. The issuer ends with a slash. Tokens are JWTs only where the client asked for an audience: else they are opaque or encrypted for
 * Auth0 itself, and refused here. Which profile an API has decides on `typ`: `JWT`, or `at+jwt` (RFC 9068). Roles stand where an action of
 * the tenant puts them: name that claim in `roleClaims`.
 */
export const auth0: ProviderPreset = {
  title: 'Auth0',
  issuer: 'https://{tenant}/',
  tenant: { pattern: /^[a-z0-9.-]{1,253}$/, expected: 'the domain of the tenant, such as example.eu.auth0.com' },
  ownIssuer: {
    pattern: /^https:\/\/[^/]+\/$/,
    expected: 'the domain of the tenant with a slash at its end, such as https://login.example.com/',
  },
  algorithms: ['RS256'],
  types: ['JWT', 'at+jwt'],
  clientClaims: ['azp', 'client_id'],
  scopeClaims: ['scope'],
  accessTokenMarks: [{ claim: 'azp' }, { claim: 'client_id' }],
};
