import type { ProviderPreset } from './preset.ts';

/** PingOne. An environment has an issuer of its own, which also names its region. For PingFederate, `openid` is the preset. */
export const ping: ProviderPreset = {
  title: 'PingOne',
  ownIssuer: {
    pattern: /^https:\/\/[^/]+\/([^/]+\/)?as$/,
    expected: 'the issuer of the environment, such as https://auth.pingone.eu/ENVIRONMENT-ID/as',
  },
  algorithms: ['RS256'],
  types: ['JWT', 'at+jwt'],
  clientClaims: ['client_id'],
  scopeClaims: ['scope'],
  accessTokenMarks: [{ claim: 'client_id' }],
};
