import type { ProviderPreset } from './preset.ts';

/**
 * Okta, a custom authorization server. The tokens of the organisation's own server (an issuer without `/oauth2/`) are meant for Okta alone,
 * which does not promise that others can verify them: that issuer is refused. Access tokens have no `typ`; what ID tokens lack is `cid`, the
 * client. Groups come only where the server has a claim for them.
 */
export const okta: ProviderPreset = {
  title: 'Okta',
  issuer: 'https://{tenant}/oauth2/default',
  tenant: { pattern: /^[a-z0-9.-]{1,253}$/, expected: 'the host of the organisation, such as example.okta.com' },
  ownIssuer: {
    pattern: /^https:\/\/[^/]+\/oauth2\/[^/]+$/,
    expected: 'the issuer of a custom authorization server, such as https://example.okta.com/oauth2/default',
  },
  algorithms: ['RS256'],
  types: ['JWT', 'at+jwt'],
  clientClaims: ['cid'],
  scopeClaims: ['scp'],
  groupClaims: ['groups'],
  accessTokenMarks: [{ claim: 'cid' }],
};
