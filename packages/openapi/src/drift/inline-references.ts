import { type DefinitionDocument, dereference } from '../definition/document.ts';
import { isArray, isObject, type JsonValue, members, stringMember } from '../json.ts';

const DEEPEST = 200;

/** A value of a document that was made from traffic, with what its references point to in their places. Such documents have no rings. */
export function inlineReferences(document: DefinitionDocument, value: JsonValue, depth = 0): JsonValue {
  if (depth > DEEPEST) return {};
  if (isArray(value)) return value.map((item) => inlineReferences(document, item, depth + 1));
  if (!isObject(value)) return value;
  const target = stringMember(value, '$ref') !== undefined ? dereference(document, { value, pointer: '' })?.value : value;
  if (target === undefined) return {};
  if (target !== value) return inlineReferences(document, target, depth + 1);
  return Object.fromEntries(members(value).map(([name, item]) => [name, inlineReferences(document, item, depth + 1)]));
}
