import type { ClaimMark } from '../jwt/issuer.ts';

/** What is known of an identity provider ahead: data, no code. What a configuration says itself comes before it. */
export interface ProviderPreset {
  /** Its name, as people write it. */
  readonly title: string;
  /** The `iss` of its tokens, with `{tenant}` where that comes in; absent where each installation has its own. */
  readonly issuer?: string;
  /** Further values of `iss`, written the same way. */
  readonly aliases?: readonly string[];
  /** What names a customer of the provider in `issuer`. */
  readonly tenant?: Form;
  /** What an issuer that a configuration names itself looks like. */
  readonly ownIssuer?: Form;
  readonly algorithms?: readonly string[];
  readonly types?: readonly string[];
  readonly clientClaims?: readonly string[];
  readonly scopeClaims?: readonly string[];
  readonly roleClaims?: readonly string[];
  readonly groupClaims?: readonly string[];
  readonly accessTokenMarks?: readonly ClaimMark[];
}

/** How a value is written. */
export interface Form {
  /** Of the whole value; must not backtrack. */
  readonly pattern: RegExp;
  /** Completes "expected …". */
  readonly expected: string;
}
