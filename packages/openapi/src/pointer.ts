import { isArray, type JsonValue, member } from './json.ts';

/** The tokens of a JSON pointer (RFC 6901 section 3), unescaped; undefined where it is none. */
export function parsePointer(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The tokens of a `$ref` that points into its own document (RFC 6901 section 6: `#` and a percent-encoded pointer). */
export function parseFragment(reference: string): readonly string[] | undefined {
  if (!reference.startsWith('#')) return undefined;
  try {
    return parsePointer(decodeURIComponent(reference.slice(1)));
  } catch {
    return undefined;
  }
}

/** The `$ref` that points to what stands at these tokens of its own document. */
export function toFragment(tokens: readonly string[]): string {
  return `#${tokens.map((token) => `/${encodeURIComponent(token.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`;
}

/** What stands at a pointer's tokens (RFC 6901 section 4), undefined where nothing does. */
export function valueAt(root: JsonValue | undefined, tokens: readonly string[]): JsonValue | undefined {
  let value = root;
  for (const token of tokens) {
    if (isArray(value)) value = /^(0|[1-9]\d{0,8})$/.test(token) ? value[Number(token)] : undefined;
    else value = member(value, token);
    if (value === undefined) return undefined;
  }
  return value;
}
