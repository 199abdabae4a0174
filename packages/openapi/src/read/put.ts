import { isObject, type JsonValue } from '../json.ts';

type Draft = Record<string, JsonValue>;

/** Puts a value into a document that may be changed; what is missing on the way is made. */
export function put(document: Draft, tokens: readonly string[], value: JsonValue): void {
  let at = document;
  for (const token of tokens.slice(0, -1)) {
    const inner = at[token];
    const next: Draft = isObject(inner) ? inner : {};
    at[token] = next;
    at = next;
  }
  at[tokens.at(-1) ?? ''] = value;
}
