import type { ProviderPreset } from './preset.ts';

/**
 * Microsoft Entra ID, one tenant. Which of two issuers its tokens name is a property of the API's registration, not of the endpoint that gave
 * them out (`accessTokenAcceptedVersion`): version 2 is the issuer, version 1 the alias. The tenant is its id: `common` and `organizations`
 * stand for every tenant of the world, whose metadata names the issuer as `{tenantid}`, and a domain name is not what stands in `iss`.
 *
 * Under version 2 an ID token for the API's own registration has the same audience as an access token; what it lacks is the client (`azp`).
 * Tokens of applications have `roles` and no `scp`. The `groups` of a user in many groups is left out (`_claim_names`).
 */
export const entra: ProviderPreset = {
  title: 'Microsoft Entra ID',
  issuer: 'https://login.microsoftonline.com/{tenant}/v2.0',
  aliases: ['https://sts.windows.net/{tenant}/'],
  tenant: {
    pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    expected: 'the id of the tenant in lower case, such as 11111111-2222-3333-4444-555555555555, neither its domain nor "common"',
  },
  algorithms: ['RS256'],
  types: ['JWT'],
  clientClaims: ['azp', 'appid'],
  scopeClaims: ['scp'],
  roleClaims: ['roles'],
  groupClaims: ['groups'],
  accessTokenMarks: [{ claim: 'azp' }, { claim: 'appid' }],
};
