import { type ClientRecord, type ClientRegistration, faultInRegistration, isNativeApp } from '@airside/domain';
import type { AllClientMetadata } from 'oidc-provider';

import { RESPONSE_MODES } from '../server-metadata.ts';

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
  const fault = registration === undefined ? 'it has no registration' : faultInRegistration(registration);
  if (registration === undefined || fault !== undefined) return { fault: `client ${record.clientId}: ${fault}` };
  const { grantTypes, redirectUris, authentication, secretSha256, jwks, dpopBound } = registration;
  const isInteractive = grantTypes.includes('authorization_code');
  return {
    metadata: {
      client_id: record.clientId,
      client_name: record.name ?? record.clientId,
      application_type: isNativeApp(redirectUris) ? 'native' : 'web',
      grant_types: grantTypes.map((type) => GRANT_TYPES[type]),
      response_types: isInteractive ? ['code'] : [],
      // A code in a fragment or a form is of use to scripts alone, and goes where `form-action` and referrers do not reach.
      response_modes: [...RESPONSE_MODES],
      redirect_uris: isInteractive ? [...redirectUris] : [],
      token_endpoint_auth_method: authentication,
      ...(usesSecret(authentication) && { client_secret: secretSha256 }),
      ...(authentication === 'private_key_jwt' && { jwks }),
      dpop_bound_access_tokens: dpopBound,
    },
  };
}

function usesSecret(authentication: ClientRegistration['authentication']): boolean {
  return authentication === 'client_secret_basic' || authentication === 'client_secret_post';
}
