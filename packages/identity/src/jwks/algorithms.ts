import { constants } from 'node:crypto';

/** How a signature algorithm works: the key that it needs, and what `node:crypto` has to know to verify with it. */
export interface SignatureAlgorithm {
  /** `kty` and, where it has one, `crv` of the JWK. */
  readonly kty: 'EC' | 'OKP' | 'RSA';
  readonly crv?: string;
  /** Null where the algorithm hashes by itself. */
  readonly digest: string | null;
  /** Of ECDSA: bytes of each of the two numbers that stand side by side in a signature (RFC 7518 section 3.4). */
  readonly numberBytes?: number;
  /** What the platform has to be told beside the key. Most need nothing: telling it takes as long as the signature. */
  readonly parameters?: { readonly padding: number; readonly saltLength: number };
}

/** The salt is as long as the digest (RFC 7518 section 3.5). */
const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } as const;

/**
 * The signature algorithms that can be allowed (RFC 7518 section 3, RFC 8037, RFC 9864). Asymmetric ones only: with HMAC a public key could
 * serve as the shared secret (RFC 8725 section 3.1). `none` is not a signature.
 */
export const SIGNATURE_ALGORITHMS: ReadonlyMap<string, SignatureAlgorithm> = new Map<string, SignatureAlgorithm>([
  ['ES256', { kty: 'EC', crv: 'P-256', digest: 'sha256', numberBytes: 32 }],
  ['ES384', { kty: 'EC', crv: 'P-384', digest: 'sha384', numberBytes: 48 }],
  ['ES512', { kty: 'EC', crv: 'P-521', digest: 'sha512', numberBytes: 66 }],
  ['EdDSA', { kty: 'OKP', crv: 'Ed25519', digest: null }],
  ['Ed25519', { kty: 'OKP', crv: 'Ed25519', digest: null }],
  ['PS256', { kty: 'RSA', digest: 'sha256', parameters: PSS }],
  ['PS384', { kty: 'RSA', digest: 'sha384', parameters: PSS }],
  ['PS512', { kty: 'RSA', digest: 'sha512', parameters: PSS }],
  ['RS256', { kty: 'RSA', digest: 'sha256' }],
  ['RS384', { kty: 'RSA', digest: 'sha384' }],
  ['RS512', { kty: 'RSA', digest: 'sha512' }],
]);
