import type { Claims } from '../jwt/compact.ts';

export interface Names {
  readonly ok: true;
  readonly names: readonly string[];
}

/**
 * The names that stand at some places of a claims set, each a string or an array of strings: all of them together. A place is the name of a
 * claim, or, where it begins with a slash, a JSON pointer (RFC 6901) into the claims. What stands there and is no name is a fault, because a
 * rule that denies a role would be passed by without it.
 */
export function namesAt(places: readonly string[] | undefined, claims: Claims): Names | { readonly ok: false; readonly reason: string } {
  if (places === undefined) return NONE;
  const names: string[] = [];
  for (const place of places) {
    const value = valueAt(place, claims);
    if (value === undefined) continue;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (!values.every((name) => typeof name === 'string')) {
      return { ok: false, reason: `the claim ${place} is neither a string nor an array of strings` };
    }
    names.push(...values);
  }
  return { ok: true, names };
}

const NONE: Names = { ok: true, names: [] };

function valueAt(place: string, claims: Claims): unknown {
  if (!place.startsWith('/')) return claims.get(place);
  const [first = '', ...rest] = place.slice(1).split('/').map(unescapeToken);
  let value = claims.get(first);
  for (const member of rest) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, member)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[member];
  }
  return value;
}

function unescapeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
