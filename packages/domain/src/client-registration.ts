import type { ClientRegistration } from './directory.ts';
import { faultInRedirectUri } from './redirect-uri.ts';

/** Why a client of the authorization server within cannot be registered like this; undefined where it can. */
export function faultInRegistration({
  grantTypes,
  redirectUris,
  authentication,
  secretSha256,
  jwks,
}: ClientRegistration): string | undefined {
  if (grantTypes.length === 0) return 'it may use no grant (grantTypes)';
  if (grantTypes.includes('authorization_code') && redirectUris.length === 0)
    return 'codes need a redirect URI to be sent to (redirectUris)';
  if (grantTypes.includes('client_credentials') && authentication === 'none')
    return 'client_credentials is for clients that prove who they are';
  if (grantTypes.every((type) => type === 'refresh_token')) return 'refresh_token needs a grant that it goes on from';
  const usesSecret = authentication === 'client_secret_basic' || authentication === 'client_secret_post';
  if (usesSecret !== (secretSha256 !== undefined))
    return usesSecret ? `${authentication} needs a secret` : `${authentication} needs no secret`;
  if (authentication === 'private_key_jwt' && (jwks?.keys.length ?? 0) === 0) return 'private_key_jwt needs public keys (jwks)';
  for (const uri of redirectUris) {
    const fault = faultInRedirectUri(uri);
    if (fault !== undefined) return `redirect URI ${uri}: ${fault}`;
  }
  return undefined;
}
