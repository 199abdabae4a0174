import { excerpt } from '../header/excerpt.ts';

/** Why the `aud` of a token names nobody expected, or `undefined` (RFC 7519 section 4.1.3). */
export function faultInAudience(aud: unknown, expected: readonly string[]): string | undefined {
  // Most tokens name one audience, and it is the right one.
  if (typeof aud === 'string' && expected.includes(aud)) return undefined;
  if (aud === undefined) return 'token has no audience (aud)';
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (!named.every((name) => typeof name === 'string')) return 'the audience (aud) is neither a string nor an array of strings';
  if (named.some((name) => expected.includes(name))) return undefined;
  return `token is for another audience: ${excerpt(named.join(' '))}`;
}
