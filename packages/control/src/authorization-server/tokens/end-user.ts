import type { AccessToken, ClientCredentials, KoaContextWithOIDC } from 'oidc-provider';

import { grantClaim } from './revocations.ts';

interface Source {
  readonly authTime?: number;
  readonly amr?: readonly string[];
}

/** What an access token says of what it came of, and of how its user proved who it is (RFC 9068 section 2.2.1, RFC 9470); nothing where there is no user. */
export function endUserClaims(ctx: KoaContextWithOIDC, token: AccessToken | ClientCredentials) {
  if (token.kind !== 'AccessToken') return undefined;
  const { AuthorizationCode, DeviceCode, RefreshToken } = ctx.oidc.entities as Record<string, Source | undefined>;
  const { authTime, amr } = AuthorizationCode ?? DeviceCode ?? RefreshToken ?? {};
  const { grantId } = token as { readonly grantId?: string };
  return {
    ...(grantId !== undefined && { grant_id: grantClaim(grantId) }),
    ...(authTime !== undefined && { auth_time: authTime }),
    ...(amr !== undefined && { amr }),
  };
}
