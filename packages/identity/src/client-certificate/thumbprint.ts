import { hash, type X509Certificate } from 'node:crypto';

/** The `x5t#S256` of a certificate (RFC 8705 section 3.1): SHA-256 of its DER form in base64url. */
export function certificateThumbprint(certificate: X509Certificate): string {
  return hash('sha256', certificate.raw, 'base64url');
}
