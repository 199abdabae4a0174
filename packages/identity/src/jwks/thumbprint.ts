import { hash } from 'node:crypto';

/** The JWK thumbprint of an Ed25519 key (RFC 7638, RFC 8037 appendix A.3): SHA-256 in base64url. `x` as in the JWK. */
export function thumbprintOfEd25519(x: string): string {
  return hash('sha256', JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }), 'base64url');
}
