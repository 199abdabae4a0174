import type { Claims } from './compact.ts';

/**
 * Why a token is out of its time, or `undefined` (RFC 7519 sections 4.1.4 to 4.1.6). `exp` is required, unless said otherwise; `nbf` and `iat`
 * must not lie in the future. Times in milliseconds.
 */
export function faultInTime(
  claims: Claims,
  nowMs: number,
  toleranceMs: number,
  expiry: 'required' | 'optional' = 'required',
): string | undefined {
  const exp = claims.get('exp');
  const nbf = claims.get('nbf');
  const iat = claims.get('iat');
  if (!isNumericDateOrAbsent(exp)) return 'the claim exp is not a NumericDate';
  if (!isNumericDateOrAbsent(nbf)) return 'the claim nbf is not a NumericDate';
  if (!isNumericDateOrAbsent(iat)) return 'the claim iat is not a NumericDate';
  if (exp === undefined && expiry === 'required') return 'token has no expiry (exp)';
  if (exp !== undefined && nowMs - toleranceMs >= exp * 1000) return `token expired at ${formatDate(exp)}`;
  if (nbf !== undefined && nbf * 1000 > nowMs + toleranceMs) return `token is not yet valid: nbf is ${formatDate(nbf)}`;
  if (iat !== undefined && iat * 1000 > nowMs + toleranceMs) return `token was issued in the future: iat is ${formatDate(iat)}`;
  return undefined;
}

/** Seconds since 1970, within what a JavaScript date can express. */
function isNumericDateOrAbsent(value: unknown): value is number | undefined {
  return value === undefined || (typeof value === 'number' && Math.abs(value) <= 8.64e12);
}

function formatDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
