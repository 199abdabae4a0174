import { hash } from 'node:crypto';

import { LRUCache } from 'lru-cache';

import type { KeySet } from '../jwks/key-set.ts';
import type { IdentityClaims } from './claims.ts';
import { IdentityHeaderError } from './error.ts';
import type { BoundRequest } from './request-digest.ts';
import { CLOCK_TOLERANCE_MS, LONGEST_HEADER, verifyIdentityHeader } from './verify.ts';

export interface IdentityVerifierOptions {
  readonly keys: KeySet;
  readonly issuer: string;
  readonly audience: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Verifies identity headers, each of them once. */
export interface IdentityVerifier {
  /**
   * As `verifyIdentityHeader`, without a promise where the header was verified before.
   *
   * @throws {IdentityHeaderError} at once or by the promise.
   */
  verify(header: string, request: BoundRequest): IdentityClaims | Promise<IdentityClaims>;
}

/**
 * A verifier with a memory: a header that verified is remembered by its SHA-256 until it expires or the keys change; one that did not is not.
 * Claims are shared between requests and frozen.
 */
export function createIdentityVerifier(options: IdentityVerifierOptions): IdentityVerifier {
  const { keys, now = Date.now } = options;
  const verified = new LRUCache<string, Verified>({ max: MOST_REMEMBERED });

  const verify = async (header: string, digest: string, request: BoundRequest): Promise<IdentityClaims> => {
    // Read before: should the keys change meanwhile, the result counts as an old one.
    const { generation } = keys;
    const claims = Object.freeze(await verifyIdentityHeader(header, { ...options, request }));
    // One that is bound to a request is of no use for another.
    if (claims.request === undefined) verified.set(digest, { claims, generation });
    return claims;
  };
  return {
    verify(header, request) {
      if (header.length > LONGEST_HEADER) throw new IdentityHeaderError('invalid', `header is longer than ${LONGEST_HEADER} characters`);
      const digest = hash('sha256', header, 'base64');
      const known = verified.get(digest);
      if (known?.generation === keys.generation && now() - CLOCK_TOLERANCE_MS < known.claims.exp * 1000) return known.claims;
      verified.delete(digest);
      return verify(header, digest, request);
    },
  };
}

interface Verified {
  readonly claims: IdentityClaims;
  /** Of the keys. */
  readonly generation: number;
}

const MOST_REMEMBERED = 10_000;
