import type { SenderConstraint } from '../sender-constraint/demand.ts';

/** What holds for the access tokens of an identity provider, whatever their form. */
export interface TokenIssuer {
  /** What configuration calls it. */
  readonly name: string;
  /** The `iss` of its tokens, exactly. */
  readonly issuer: string;
  /** A token must name one of these in `aud`. */
  readonly audience: readonly string[];
  readonly clockToleranceMs: number;
  /** Claims that name the client; the first that is present counts. */
  readonly clientClaims: readonly string[];
  /** Claims that carry scopes; the first that is present counts. */
  readonly scopeClaims: readonly string[];
  /** Where roles stand: names of claims, or JSON pointers (RFC 6901) into them. All that are found count. */
  readonly roleClaims?: readonly string[];
  /** The same for groups. */
  readonly groupClaims?: readonly string[];
  /** What its tokens must be bound to; nothing where absent. */
  readonly senderConstraint?: SenderConstraint;
  /** A token of a client that the directory does not have is refused. */
  readonly registeredClientsOnly?: boolean;
}
