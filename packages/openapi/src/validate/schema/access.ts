import { type DefinitionDocument, dereference } from '../../definition/document.ts';
import { isObject, items, type JsonValue, members } from '../../json.ts';

/** The annotation of a property that goes in one direction only (JSON Schema 2020-12 validation section 9.4). */
export type Access = 'readOnly' | 'writeOnly';

const MOST_SCHEMAS = 200;

/** Whether a schema, or one that it refers to or consists of (`allOf`), has the annotation. */
export function isClosedTo(document: DefinitionDocument, schema: JsonValue, access: Access): boolean {
  return partsOf(document, schema, ['allOf'])
    .values()
    .some((part) => isObject(part) && part[access] === true);
}

/** The names of the properties with the annotation that a schema declares for its objects, itself or by what it refers to and is composed of. */
export function accessNames(document: DefinitionDocument, schema: JsonValue, access: Access): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of partsOf(document, schema, ['allOf', 'anyOf', 'oneOf'])) {
    if (!isObject(part)) continue;
    for (const [name, property] of members(part['properties'])) if (isClosedTo(document, property, access)) names.add(name);
  }
  return names;
}

/** A schema and those for the same value that it leads to, each once. What lies beyond the bound is passed over. */
function partsOf(document: DefinitionDocument, schema: JsonValue, keywords: readonly string[]): ReadonlySet<JsonValue> {
  const parts = new Set<JsonValue>([schema]);
  for (const part of parts) {
    if (!isObject(part) || parts.size > MOST_SCHEMAS) continue;
    const target = typeof part['$ref'] === 'string' ? dereference(document, { value: part, pointer: '' }) : undefined;
    if (target !== undefined) parts.add(target.value);
    for (const keyword of keywords) for (const item of items(part[keyword])) parts.add(item);
  }
  return parts;
}
