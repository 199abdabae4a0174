import type { ClientRecord, ClientRegistration } from '@airside/domain';
import type { AllClientMetadata } from 'oidc-provider';

import { faultInRedirectUri, isNative } from './redirect-uri.ts';

const GRANT_TYPES: Readonly<Record<ClientRegistration['grantTypes'][number], string>> = {
  client_credentials: 'client_credentials',
  authorization_code: 'authorization_code',
  refresh_token: 'refresh_token',
  device_code: 'urn:ietf:params:oauth:grant-type:device_code',
};

/**
 * A client as oidc-provider knows it (RFC 7591 section 2). Instead of the secret, which nobody has, stands its hash; see `compareSecret`.
 * Why it cannot be a client, as `fault`.
 */
export function clientMetadata(record: ClientRecord): { readonly fault: string } | { readonly metadata: AllClientMetadata } {
  const { registration } = record;
  const fault = registration === undefined ? 'it has no registration' : faultIn(registration);
  if (registration === undefined || fault !== undefined) return { fault: `client ${record.clientId}: ${fault}` };
  const { grantTypes, redirectUris, authentication, secretSha256, jwks, dpopBound } = registration;
  const isInteractive = grantTypes.includes('authorization_code');
  return {
    metadata: {
      client_id: record.clientId,
      client_name: record.name ?? record.clientId,
      application_type: isNative(redirectUris) ? 'native' : 'web',
      grant_types: grantTypes.map((type) => GRANT_TYPES[type]),
      response_types: isInteractive ? ['code'] : [],
      redirect_uris: isInteractive ? [...redirectUris] : [],
      token_endpoint_auth_method: authentication,
      ...(usesSecret(authentication) && { client_secret: secretSha256 }),
      ...(authentication === 'private_key_jwt' && { jwks: jwks as AllClientMetadata['jwks'] }),
      dpop_bound_access_tokens: dpopBound,
    },
  };
}

function faultIn({ grantTypes, redirectUris, authentication, secretSha256, jwks }: ClientRegistration): string | undefined {
  if (grantTypes.length === 0) return 'it may use no grant';
  if (grantTypes.includes('authorization_code') && redirectUris.length === 0) return 'it has no redirect URI to send codes to';
  if (grantTypes.includes('client_credentials') && authentication === 'none')
    return 'it cannot prove who it is: client_credentials would be for everybody';
  if (usesSecret(authentication) && secretSha256 === undefined) return 'it has no secret';
  if (authentication === 'private_key_jwt' && (jwks === undefined || jwks.keys.length === 0)) return 'it has no keys (jwks)';
  for (const uri of redirectUris) {
    const fault = faultInRedirectUri(uri);
    if (fault !== undefined) return `redirect URI ${uri}: ${fault}`;
  }
  return undefined;
}

function usesSecret(authentication: ClientRegistration['authentication']): boolean {
  return authentication === 'client_secret_basic' || authentication === 'client_secret_post';
}
