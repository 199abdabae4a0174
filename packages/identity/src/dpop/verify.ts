import type { CredentialRequest } from '../authenticator.ts';
import { quotedString } from '../header/quoted-string.ts';
import { SIGNATURE_ALGORITHMS } from '../jwks/algorithms.ts';
import { hasSignatureOf } from '../jwt/signature.ts';
import { replayId } from '../replay/id.ts';
import type { ReplayStore } from '../replay/store.ts';
import type { ProofNonces } from './nonce.ts';
import { faultInPurposeOfProof, type Proof, readProof } from './proof.ts';

export interface ProofVerifierOptions {
  readonly realm: string;
  /** Accepted values of `alg`. */
  readonly algorithms: readonly string[];
  /** A proof is accepted this long after its `iat`; at most 100 seconds. */
  readonly lifetimeMs: number;
  /** How far the `iat` of a proof may lie in the future; at most 10 seconds. */
  readonly clockToleranceMs: number;
  readonly nonces: ProofNonces;
  /** Whether a proof needs a nonce of `nonces`. */
  readonly nonceRequired: boolean;
  readonly replays: ReplayStore;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export type ProofJudgement =
  | { readonly outcome: 'accepted'; readonly headers?: readonly string[] }
  | {
      readonly outcome: 'refused';
      readonly reason: string;
      readonly error: 'invalid_dpop_proof' | 'use_dpop_nonce';
      readonly headers?: readonly string[];
    }
  | { readonly outcome: 'unavailable'; readonly reason: string };

/** Verifies that the sender of a token holds the key that the token is bound to (RFC 9449). */
export interface ProofVerifier {
  /** The challenge of RFC 9449 section 7.1. */
  readonly challenge: string;
  /** `thumbprint` is the `cnf.jkt` of the token. Never throws or rejects on account of what a caller sent. */
  verify(request: CredentialRequest, token: string, thumbprint: string): Promise<ProofJudgement>;
}

/**
 * A verifier of DPoP proofs by RFC 9449 section 4.3. Cheap checks come first, then one signature, and only what passed all of it is remembered
 * as used, so that nobody can fill the memory without a token.
 *
 * @throws {TypeError} when an option would make it protect less than it says.
 */
export function createProofVerifier(options: ProofVerifierOptions): ProofVerifier {
  const { lifetimeMs, clockToleranceMs, nonces, nonceRequired, replays, now = Date.now } = options;
  assertOptions(options);
  const algorithms = new Set(options.algorithms);

  const use = async ({ thumbprint, jti, issuedAtMs }: Proof): Promise<ProofJudgement> => {
    try {
      const used = await replays.use(thumbprint, replayId(thumbprint, jti), issuedAtMs + lifetimeMs);
      if (used === 'first') return { outcome: 'accepted' };
      return used === 'again'
        ? invalid('was used before (jti)')
        : { outcome: 'unavailable', reason: 'no more DPoP proofs can be remembered' };
    } catch (error) {
      return { outcome: 'unavailable', reason: `whether the DPoP proof was used before is unknown: ${(error as Error).message}` };
    }
  };
  const judge = async (proof: Proof, request: CredentialRequest, token: string): Promise<ProofJudgement> => {
    const fault = faultInPurposeOfProof(proof.parsed.claims, request, token);
    if (fault !== undefined) return invalid(fault);
    const renewal = nonceRequired ? [NONCE_FIELD, nonces.current()] : [];
    if (nonceRequired && !(typeof proof.nonce === 'string' && nonces.accepts(proof.nonce))) {
      const reason = `DPoP proof ${proof.nonce === undefined ? 'has no nonce' : 'has a nonce that was not given out here, or too long ago'}`;
      return { outcome: 'refused', reason, error: 'use_dpop_nonce', headers: renewal };
    }
    const ageMs = now() - proof.issuedAtMs;
    if (!(ageMs <= lifetimeMs)) return invalid('is too old (iat)');
    if (ageMs < -clockToleranceMs) return invalid('is from the future (iat)');
    if (!hasSignatureOf(proof.key, proof.parsed)) return invalid('has a signature that does not verify with its key');
    const used = await use(proof);
    // A newer nonce goes along before the old one ends, so that a client that keeps calling is never turned away for it.
    return used.outcome === 'accepted' && nonceRequired && !nonces.isCurrent(String(proof.nonce)) ? { ...used, headers: renewal } : used;
  };
  return {
    challenge: `DPoP realm=${quotedString(options.realm)}, algs=${quotedString(options.algorithms.join(' '))}`,
    async verify(request, token, thumbprint) {
      const read = readProof(request.header('dpop'), algorithms);
      if (!read.ok) return invalid(read.reason);
      if (read.value.thumbprint !== thumbprint) return invalid('was made with another key than the token is bound to (cnf.jkt)');
      return judge(read.value, request, token);
    },
  };
}

const NONCE_FIELD = 'DPoP-Nonce';

function invalid(reason: string): ProofJudgement {
  return { outcome: 'refused', reason: `DPoP proof ${reason}`, error: 'invalid_dpop_proof' };
}

function assertOptions({ algorithms, lifetimeMs, clockToleranceMs }: ProofVerifierOptions): void {
  const foreign = algorithms.find((algorithm) => !SIGNATURE_ALGORITHMS.has(algorithm));
  if (algorithms.length === 0 || foreign !== undefined) {
    throw new TypeError(`DPoP: expected asymmetric signature algorithms, such as ES256, and found ${JSON.stringify(foreign ?? '')}`);
  }
  if (!(lifetimeMs >= 1000 && lifetimeMs <= 100_000)) throw new TypeError('DPoP: expected a lifetime of proofs from 1 to 100 seconds');
  if (!(clockToleranceMs >= 0 && clockToleranceMs <= 10_000)) throw new TypeError('DPoP: expected a clock tolerance of at most 10 seconds');
}
