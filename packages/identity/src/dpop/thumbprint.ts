import { hash, type KeyObject } from 'node:crypto';

/** The JWK SHA-256 thumbprint of a public key (RFC 7638 section 3, RFC 8037 section 2): required members in lexicographic order. */
export function jwkThumbprint(key: KeyObject): string {
  const { kty, crv, e, n, x, y } = key.export({ format: 'jwk' });
  const members = kty === 'RSA' ? { e, kty, n } : kty === 'EC' ? { crv, kty, x, y } : { crv, kty, x };
  return hash('sha256', JSON.stringify(members), 'base64url');
}
