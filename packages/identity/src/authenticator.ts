import type { CredentialKind, Principal } from '@airside/domain';

/** Reads one field of a request's header section by its lower-case name; several field lines arrive joined by a comma (RFC 9110 section 5.2). */
export type HeaderReader = (name: string) => string | undefined;

/**
 * What came of looking for a credential.
 *
 * - `absent`: the request carries none of this kind.
 * - `accepted`: it carries one that verifies.
 * - `refused`: it carries one that does not. `reason` is for the record, complete, and never holds the credential.
 * - `unavailable`: it could not be judged now; the caller is not let in (503).
 */
export type Authentication =
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'accepted'; readonly principal: Principal }
  | { readonly outcome: 'refused'; readonly reason: string; readonly error?: 'invalid_token' }
  | { readonly outcome: 'unavailable'; readonly reason: string };

/** Verifies one kind of credential. */
export interface Authenticator {
  readonly kind: CredentialKind;
  /** The challenge of the `WWW-Authenticate` header (RFC 9110 section 11.6.1). */
  readonly challenge: string;
  /** Lower-case names of the header fields that carry the credential, so that they can be kept from upstreams. */
  readonly headers: readonly string[];
  /** Whether the request carries a credential of this kind, good or bad. */
  isPresented(header: HeaderReader): boolean;
  /** Synchronous whenever a cache or a look-up suffices. Never throws or rejects on account of what a caller sent. */
  authenticate(header: HeaderReader): Authentication | Promise<Authentication>;
}

/** The one answer for a request without a credential. */
export const ABSENT: Authentication = Object.freeze({ outcome: 'absent' });
