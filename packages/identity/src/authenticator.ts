import type { X509Certificate } from 'node:crypto';

import type { CredentialKind, Principal } from '@airside/domain';

/** What authenticators see of a request: its head, and the connection that it came on. */
export interface CredentialRequest {
  readonly method: string;
  /** As the caller used it; believed of a proxy only where that is trusted. */
  readonly scheme: 'http' | 'https';
  /** The `Host` as sent. */
  readonly authority: string;
  /** Path in normal form, and query. */
  readonly target: string;
  /** Names as sent and values, alternating. */
  readonly rawHeaders: readonly string[];
  readonly clientAddress: string;
  /** The certificate that the caller showed on this connection, which TLS has checked against the listener's authorities. */
  readonly certificate: X509Certificate | undefined;
  /** Why the certificate that the caller showed is not believed; then there is none above. */
  readonly certificateFault?: string | undefined;
  /** The request target as the caller sent it, which is what it signed; `target` where absent. */
  readonly sentTarget?: string | undefined;
  /** Value of a header field by its lower-case name; several field lines arrive joined by a comma (RFC 9110 section 5.2). */
  header(name: string): string | undefined;
}

/**
 * Says what is wrong with a body, once all of it has been read; undefined when nothing is. Never throws; a promise rejects where that cannot be
 * known now.
 */
export type BodyCheck = (body: Uint8Array) => string | undefined | Promise<string | undefined>;

/**
 * What came of looking for a credential.
 *
 * - `absent`: the request carries none of this kind.
 * - `accepted`: it carries one that verifies, provided that `body`, where present, finds nothing wrong with the body.
 * - `refused`: it carries one that does not. `reason` is for the record, complete, and never holds the credential.
 * - `unavailable`: it could not be judged now; the caller is not let in (503).
 *
 * `headers` (names and values, alternating) go into the answer, whatever becomes of the request.
 */
export type Authentication =
  | { readonly outcome: 'absent' }
  | {
      readonly outcome: 'accepted';
      readonly principal: Principal;
      readonly body?: BodyCheck;
      readonly headers?: readonly string[];
    }
  | {
      readonly outcome: 'refused';
      readonly reason: string;
      /** The `error` of the challenge (RFC 6750 section 3.1, RFC 9449 section 7.1). */
      readonly error?: 'invalid_token' | 'invalid_dpop_proof' | 'use_dpop_nonce';
      /** The challenge to answer with in place of the authenticator's, which may list several schemes: that of the scheme that was used. */
      readonly challenge?: string;
      /** Whose credential was guessed at, in a form that reveals none: a user name, the first characters of a key. For throttling alone. */
      readonly account?: string;
      readonly headers?: readonly string[];
    }
  | { readonly outcome: 'unavailable'; readonly reason: string };

/** What a caller tries out who does not know a credential. */
export interface Guess {
  /** As in a refusal: whose credential it would be. */
  readonly account: string;
  /** There is such an account. For the record, never for the caller. */
  readonly isKnown?: boolean;
  /** The whole secret. To be hashed under a key at once, never kept. */
  readonly secret: string;
}

/** Verifies one kind of credential. */
export interface Authenticator {
  readonly kind: CredentialKind;
  /** The challenge of the `WWW-Authenticate` header (RFC 9110 section 11.6.1), or several as a list. */
  readonly challenge: string;
  /** What else goes with the challenge, names and values alternating. */
  readonly challengeHeaders?: readonly string[];
  /** Lower-case names of the header fields that carry the credential, so that they can be kept from upstreams. */
  readonly headers: readonly string[];
  /** Whether the request carries a credential of this kind, good or bad. */
  isPresented(request: CredentialRequest): boolean;
  /**
   * What the request tries, asked before `authenticate` and without its work; undefined where nothing well-formed is presented, or where it
   * could not be found by trying (signatures, random keys). Absent where that holds for all credentials of the kind.
   */
  guess?(request: CredentialRequest): Guess | undefined;
  /** Synchronous whenever a cache or a look-up suffices. Never throws or rejects on account of what a caller sent. */
  authenticate(request: CredentialRequest): Authentication | Promise<Authentication>;
}

/** The one answer for a request without a credential. */
export const ABSENT: Authentication = Object.freeze({ outcome: 'absent' });
