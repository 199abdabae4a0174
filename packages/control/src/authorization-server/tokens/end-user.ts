import type { AccessToken, ClientCredentials, KoaContextWithOIDC } from 'oidc-provider';

interface Source {
  readonly authTime?: number;
  readonly amr?: readonly string[];
}

/** What an access token says of how its user proved who it is (RFC 9068 section 2.2.1, RFC 9470); nothing where there is no user. */
export function endUserClaims(ctx: KoaContextWithOIDC, token: AccessToken | ClientCredentials) {
  if (token.kind !== 'AccessToken') return undefined;
  const { AuthorizationCode, DeviceCode, RefreshToken } = ctx.oidc.entities as Record<string, Source | undefined>;
  const { authTime, amr } = AuthorizationCode ?? DeviceCode ?? RefreshToken ?? {};
  return { ...(authTime !== undefined && { auth_time: authTime }), ...(amr !== undefined && { amr }) };
}
