import type { Claims, CompactToken } from './compact.ts';
import type { ClaimMark, PreparedIssuer } from './issuer.ts';

/**
 * Why a token is not an access token, or `undefined`. A `typ` of its own, such as `at+jwt`, settles it (RFC 8725 section 3.11). Where the
 * token is only called `JWT`, or nothing, claims decide:
 *
 * - `at_hash`, `c_hash` or `s_hash` occur in ID tokens only (OpenID Connect Core section 3.3.2.11, FAPI 1.0 part 2 section 5.1);
 * - `events` occurs in logout and security event tokens only (RFC 8417 section 2.2);
 * - what marks the access tokens of this provider (`accessTokenMarks`), where that is known;
 * - `nonce` belongs to ID tokens, but some providers copy it into access tokens: it is accepted beside a scope claim, which ID tokens lack.
 */
export function faultInPurpose({ header, claims }: CompactToken, issuer: PreparedIssuer): string | undefined {
  if (header.type !== 'jwt') return undefined;
  const telling = ['at_hash', 'c_hash', 's_hash'].find((name) => claims.has(name));
  if (telling !== undefined) return `token is an ID token, not an access token: it has the claim ${telling}`;
  if (claims.has('events')) return 'token is a security event or logout token, not an access token: it has the claim events';
  const marks = issuer.accessTokenMarks;
  if (marks !== undefined && !marks.some((mark) => isMarked(claims, mark))) {
    return `token is not an access token of this provider: expected the claim ${marks.map(describeMark).join(' or ')}`;
  }
  if (claims.has('nonce') && !issuer.scopeClaims.some((name) => claims.has(name))) {
    return 'token is an ID token, not an access token: it has the claim nonce and no scope';
  }
  return undefined;
}

function isMarked(claims: Claims, { claim, values }: ClaimMark): boolean {
  const value = claims.get(claim);
  return value !== undefined && (values === undefined || (typeof value === 'string' && values.includes(value)));
}

function describeMark({ claim, values }: ClaimMark): string {
  return values === undefined ? claim : `${claim} (${values.join(', ')})`;
}
