import type { AuthorizationServerConfiguration } from '@airside/domain';
import type { Configuration } from 'oidc-provider';

const MINUTE = 60;

/** How long each thing is good for, in seconds: all are set, as the library's own defaults are long. */
export function lifetimes({ accessTokens, refreshTokens, sessions }: AuthorizationServerConfiguration): Required<Configuration>['ttl'] {
  const access = seconds(accessTokens);
  return {
    AccessToken: access,
    ClientCredentials: access,
    // RFC 9700 section 2.1.1 and RFC 6749 section 4.1.2: codes are short-lived, ten minutes at most.
    AuthorizationCode: MINUTE,
    DeviceCode: 10 * MINUTE,
    PushedAuthorizationRequest: MINUTE,
    Interaction: 10 * MINUTE,
    IdToken: access,
    RefreshToken: seconds(refreshTokens),
    Grant: 365 * 24 * 60 * MINUTE,
    Session: seconds(sessions),
  };
}

function seconds(ms: number): number {
  return Math.max(1, Math.round(ms / 1000));
}
