import { type DefinitionDocument, dereference } from '../definition/document.ts';
import { isObject, items, type JsonValue, stringMember } from '../json.ts';
import type { Budget } from './plain-text.ts';

const FORMATS: ReadonlySet<string> = new Set(['uri', 'uri-reference', 'url', 'iri', 'iri-reference']);

/** Whether a schema says, itself or in one of its parts or alternatives, that its texts are URLs. */
export function isUrl(document: DefinitionDocument, schema: JsonValue | undefined, budget: Budget): boolean {
  const value = schema === undefined ? undefined : dereference(document, { value: schema, pointer: '' })?.value;
  if (--budget.left < 0 || !isObject(value)) return false;
  if (FORMATS.has(stringMember(value, 'format') ?? '')) return true;
  return ['allOf', 'anyOf', 'oneOf'].some((keyword) => items(value[keyword]).some((part) => isUrl(document, part, budget)));
}
