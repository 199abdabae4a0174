import type { ProviderPreset } from './preset.ts';

/**
 * Keycloak, one realm. Its tokens are called `JWT` and tell their kind in a claim `typ`. Their audience is `account` until a client scope has
 * a mapper for another one: to expect `account` would let in every token of the realm. Roles of the realm count; those of one client are
 * added by `roleClaims: [/realm_access/roles, /resource_access/CLIENT/roles]`. Groups come by a mapper.
 */
export const keycloak: ProviderPreset = {
  title: 'Keycloak',
  ownIssuer: {
    pattern: /^https?:\/\/.+\/realms\/[^/]+$/,
    expected: 'the issuer of a realm, such as https://id.example.com/realms/example',
  },
  types: ['JWT', 'at+jwt'],
  clientClaims: ['azp', 'client_id'],
  scopeClaims: ['scope'],
  roleClaims: ['/realm_access/roles'],
  groupClaims: ['groups'],
  accessTokenMarks: [{ claim: 'typ', values: ['Bearer', 'DPoP'] }],
};
