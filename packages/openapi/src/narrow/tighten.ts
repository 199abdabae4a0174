import type { DefinitionDocument } from '../definition/document.ts';
import { dereference } from '../definition/document.ts';
import { isArray, type JsonObject, type JsonValue, member, stringMember } from '../json.ts';
import type { Tightening } from './tightening.ts';

/**
 * A copy of a document with tightenings in it. They concern the operation that they are of alone: a parameter or body that is shared is copied to it, and
 * what is said of a shared schema stands beside the reference to it (JSON Schema 2020-12, core, section 8.2.3.1).
 */
export function tighten(document: DefinitionDocument, tightenings: readonly Tightening[]): DefinitionDocument {
  return tightenings.reduce<JsonValue>(
    (value, { path, value: bound }) => put(document, value, path, bound, false),
    document,
  ) as DefinitionDocument;
}

function put(
  document: DefinitionDocument,
  value: JsonValue | undefined,
  path: readonly string[],
  bound: JsonValue,
  inSchema: boolean,
): JsonValue {
  const [token, ...rest] = path;
  if (token === undefined) return bound;
  const isReference = !inSchema && stringMember(value, '$ref') !== undefined && value !== undefined;
  const own = isReference ? dereference(document, { value, pointer: '' })?.value : value;
  const isBelow = inSchema || token === 'schema';
  if (isArray(own)) return own.map((item, index) => (String(index) === token ? put(document, item, rest, bound, isBelow) : item));
  return { ...(own as JsonObject | undefined), [token]: put(document, member(own, token), rest, bound, isBelow) };
}
