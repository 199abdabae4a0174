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
  for (const name of ['exp', 'nbf', 'iat']) {
    const value = claims.get(name);
    if (value !== undefined && !isNumericDate(value)) return `the claim ${name} is not a NumericDate`;
  }
  const exp = claims.get('exp');
  const nbf = claims.get('nbf');
  const iat = claims.get('iat');
  if (exp === undefined && expiry === 'required') return 'token has no expiry (exp)';
  if (isNumericDate(exp) && nowMs - toleranceMs >= exp * 1000) return `token expired at ${formatDate(exp)}`;
  if (isNumericDate(nbf) && nbf * 1000 > nowMs + toleranceMs) return `token is not yet valid: nbf is ${formatDate(nbf)}`;
  if (isNumericDate(iat) && iat * 1000 > nowMs + toleranceMs) return `token was issued in the future: iat is ${formatDate(iat)}`;
  return undefined;
}

/** Seconds since 1970, within what a JavaScript date can express. */
function isNumericDate(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12;
}

function formatDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
