/** The key that a signature algorithm needs: `kty` and, where it has one, `crv` of its JWK. */
export interface KeyRequirement {
  readonly kty: 'EC' | 'OKP' | 'RSA';
  readonly crv?: string;
}

/**
 * The signature algorithms that can be allowed (RFC 7518 section 3, RFC 8037, RFC 9864). Asymmetric ones only: with HMAC a public key could
 * serve as the shared secret (RFC 8725 section 3.1). `none` is not a signature.
 */
export const SIGNATURE_ALGORITHMS: ReadonlyMap<string, KeyRequirement> = new Map<string, KeyRequirement>([
  ['ES256', { kty: 'EC', crv: 'P-256' }],
  ['ES384', { kty: 'EC', crv: 'P-384' }],
  ['ES512', { kty: 'EC', crv: 'P-521' }],
  ['EdDSA', { kty: 'OKP', crv: 'Ed25519' }],
  ['Ed25519', { kty: 'OKP', crv: 'Ed25519' }],
  ['PS256', { kty: 'RSA' }],
  ['PS384', { kty: 'RSA' }],
  ['PS512', { kty: 'RSA' }],
  ['RS256', { kty: 'RSA' }],
  ['RS384', { kty: 'RSA' }],
  ['RS512', { kty: 'RSA' }],
]);
