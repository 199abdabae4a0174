import { type JsonObject, type JsonValue, stringMember } from '../json.ts';
import { parseFragment, parsePointer, valueAt } from '../pointer.ts';

/** A bundled document of OpenAPI 3.1, or of 3.2 where it was written in that: plain JSON whose references all point into itself. It can be serialised and kept. */
export interface DefinitionDocument extends JsonObject {
  readonly openapi: string;
}

const MOST_HOPS = 100;

/** What a JSON pointer names in the document; undefined where it names nothing. */
export function atPointer(document: DefinitionDocument, pointer: string): JsonValue | undefined {
  const tokens = parsePointer(pointer);
  return tokens && valueAt(document, tokens);
}

/** A value with the pointer to where it really stands. */
export interface Located {
  readonly value: JsonValue;
  readonly pointer: string;
}

/** Follows `$ref` from one value to the value that is meant: undefined where a reference dangles or only leads round in a ring. */
export function dereference(document: DefinitionDocument, from: Located): Located | undefined {
  let located = from;
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const reference = stringMember(located.value, '$ref');
    if (reference === undefined) return located;
    const tokens = parseFragment(reference);
    const value = tokens && valueAt(document, tokens);
    if (value === undefined) return undefined;
    located = { value, pointer: decodeURIComponent(reference.slice(1)) };
  }
  return undefined;
}
