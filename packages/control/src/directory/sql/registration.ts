import type { ClientRegistration } from '@airside/domain';
import { z } from 'zod';

import { DirectoryError } from '../directory-error.ts';
import { checked, scopes } from '../fields.ts';

const MOST_KEY_SET_BYTES = 16 * 1024;

const redirectUri = z.string().max(2000).refine(isRedirectUri, {
  error:
    'expected an absolute redirect URI without fragment: https, http on a loopback address, or a scheme of the program such as com.example.app:/done',
});

const keySet = z
  .strictObject({ keys: z.array(z.record(z.string(), z.unknown())).min(1).max(20) })
  .refine((jwks) => JSON.stringify(jwks).length <= MOST_KEY_SET_BYTES, { error: `expected at most ${MOST_KEY_SET_BYTES} bytes` })
  .refine(({ keys }) => keys.every(isPublicKey), {
    error: 'expected public keys (EC, OKP or RSA) alone; a private key stays with the client',
  });

const fields = z.strictObject({
  grantTypes: z
    .array(z.enum(['client_credentials', 'authorization_code', 'refresh_token', 'device_code']))
    .min(1)
    .max(4),
  redirectUris: z.array(redirectUri).max(50),
  scopes,
  authentication: z.enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']),
  jwks: keySet.exactOptional(),
  dpopBound: z.boolean(),
});

/** Metadata of a client that makes sense as a whole (RFC 7591 section 2, RFC 9700 section 2). Throws `DirectoryError`. */
export function checkRegistration(registration: Omit<ClientRegistration, 'secretSha256'>): ClientRegistration {
  const wanted = checked(fields, registration);
  const has = (grant: (typeof wanted.grantTypes)[number]) => wanted.grantTypes.includes(grant);
  const refuse = (fault: string) => {
    throw new DirectoryError('invalid', `registration: ${fault}`);
  };
  if (has('authorization_code') !== wanted.redirectUris.length > 0) refuse('redirect URIs are for authorization_code, and needed there');
  if (has('refresh_token') && !has('authorization_code') && !has('device_code'))
    refuse('refresh tokens come with authorization_code or device_code');
  if (has('client_credentials') && wanted.authentication === 'none')
    refuse('a client without authentication cannot have client_credentials');
  if ((wanted.authentication === 'private_key_jwt') !== (wanted.jwks !== undefined))
    refuse('jwks is for private_key_jwt, and needed there');
  return wanted;
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);
/** What a browser runs or reads by itself. */
const DANGEROUS = new Set(['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'about:']);

/** RFC 6749 section 3.1.2, RFC 8252 section 7. */
function isRedirectUri(text: string): boolean {
  if (!/^[\x21-\x7e]+$/.test(text) || text.includes('#') || text.includes('*') || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  if (protocol === 'https:') return true;
  if (protocol === 'http:') return LOOPBACK.has(hostname);
  // A private-use scheme is a reversed domain name (RFC 8252 section 7.1).
  return !DANGEROUS.has(protocol) && protocol.includes('.');
}

function isPublicKey(key: Readonly<Record<string, unknown>>): boolean {
  const { kty } = key;
  return (kty === 'EC' || kty === 'OKP' || kty === 'RSA') && !('d' in key) && !('k' in key) && !('p' in key);
}
