import type { Operation } from '../definition/definition.ts';
import { atPointer, type DefinitionDocument, dereference, type Located } from '../definition/document.ts';
import { member } from '../json.ts';
import { type Comparison, type OperationPair, within } from './comparison.ts';
import { isCovered, mediaTypesOf } from './media-types.ts';
import { compareSchemas } from './schema/compare-schemas.ts';

export function compareRequestBody(comparison: Comparison, { old, next, place }: OperationPair): void {
  const here = within(place, 'request body');
  const before = bodyOf(comparison.old, old);
  const after = bodyOf(comparison.next, next);
  if (before === undefined || after === undefined) {
    if (before !== undefined) comparison.report('request-body-removed', here, { oldPointer: before.pointer });
    if (after !== undefined) {
      comparison.report(isRequired(after) ? 'request-body-added-required' : 'request-body-added', here, { newPointer: after.pointer });
    }
    return;
  }
  const pointers = { oldPointer: before.pointer, newPointer: after.pointer };
  if (!isRequired(before) && isRequired(after)) comparison.report('request-body-became-required', here, pointers);
  if (isRequired(before) && !isRequired(after)) comparison.report('request-body-became-optional', here, pointers);
  const types = mediaTypesOf(before);
  const newTypes = mediaTypesOf(after);
  for (const [type, schema] of types) {
    if (!isCovered(type, newTypes.keys())) comparison.report('request-media-type-removed', here, { before: type, ...pointers });
    else if (newTypes.has(type)) compareSchemas(comparison, within(here, type), 'request', schema, newTypes.get(type));
  }
  for (const type of newTypes.keys()) {
    if (!isCovered(type, types.keys())) comparison.report('request-media-type-added', here, { after: type, ...pointers });
  }
}

function bodyOf(document: DefinitionDocument, { pointer }: Operation): Located | undefined {
  const value = member(atPointer(document, pointer), 'requestBody');
  return value === undefined ? undefined : dereference(document, { value, pointer: `${pointer}/requestBody` });
}

function isRequired({ value }: Located): boolean {
  return member(value, 'required') === true;
}
