import type { Pair } from './pairs.ts';

const MOST_COOKIES = 1000;

/**
 * The cookies of a `Cookie` header (RFC 6265 section 4.2.1), or what is wrong with it. Each must have a name and an equals sign; quotes
 * around a value are removed.
 */
export function parseCookies(header: string): readonly Pair[] | { readonly message: string } {
  const pieces = header.split(';', MOST_COOKIES + 1);
  if (pieces.length > MOST_COOKIES) return { message: `must not hold more than ${MOST_COOKIES} cookies` };
  const pairs: Pair[] = [];
  for (const piece of pieces) {
    const text = piece.trim();
    const equals = text.indexOf('=');
    if (equals < 1) return { message: 'holds a cookie without a name or without a value' };
    const value = text.slice(equals + 1);
    const quoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
    pairs.push({ name: text.slice(0, equals), raw: quoted ? value.slice(1, -1) : value });
  }
  return pairs;
}
