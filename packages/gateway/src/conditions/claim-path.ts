import type { Principal } from '@airside/domain';

/** Keys that lead to a claim, the first of them the claim's name. */
export type ClaimPath = readonly [name: string, ...keys: string[]];

/** A claim by its name as it stands, or by JSON pointer (RFC 6901) where that starts with a slash: names of claims may be URLs and hold dots. */
export function claimPath(text: string): ClaimPath {
  if (!text.startsWith('/')) return [text];
  const [name = '', ...keys] = text
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return [name, ...keys];
}

/** The value of a claim of the caller; undefined where there is none. Members that an object only inherits are none. */
export function claimAt({ claims }: Principal, path: ClaimPath): unknown {
  let value: unknown = claims?.get(path[0]);
  for (let index = 1; index < path.length; index++) {
    const key = path[index] as string;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}
