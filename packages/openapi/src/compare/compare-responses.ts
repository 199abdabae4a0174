import type { Operation } from '../definition/definition.ts';
import { atPointer, type DefinitionDocument, type Located } from '../definition/document.ts';
import { member } from '../json.ts';
import { compareLinks } from './compare-links.ts';
import { type Comparison, type OperationPair, type Place, within } from './comparison.ts';
import { locatedMembers } from './located-members.ts';
import { isCovered, mediaTypesOf } from './media-types.ts';
import { compareSchemas } from './schema/compare-schemas.ts';

export function compareResponses(comparison: Comparison, { old, next, place }: OperationPair): void {
  const before = responsesOf(comparison.old, old);
  const after = responsesOf(comparison.next, next);
  for (const [status, response] of before) {
    const here = within(place, `answer ${status}`);
    const counterpart = after.get(status);
    if (counterpart !== undefined) compareResponse(comparison, here, response, counterpart);
    else if (!isStatusCovered(status, after)) {
      comparison.report(isSuccess(status) ? 'response-success-removed' : 'response-error-removed', here, { oldPointer: response.pointer });
    }
  }
  for (const [status, response] of after) {
    if (before.has(status) || isStatusCovered(status, before)) continue;
    const rule = isSuccess(status) ? 'response-success-added' : 'response-error-added';
    comparison.report(rule, within(place, `answer ${status}`), { newPointer: response.pointer });
  }
}

function compareResponse(comparison: Comparison, place: Place, before: Located, after: Located): void {
  const pointers = { oldPointer: before.pointer, newPointer: after.pointer };
  const types = mediaTypesOf(before);
  const newTypes = mediaTypesOf(after);
  for (const [type, schema] of types) {
    if (newTypes.has(type)) compareSchemas(comparison, within(place, type), 'response', schema, newTypes.get(type));
    else if (!isCovered(type, newTypes.keys())) comparison.report('response-media-type-removed', place, { before: type, ...pointers });
  }
  for (const type of newTypes.keys()) {
    if (!isCovered(type, types.keys())) comparison.report('response-media-type-added', place, { after: type, ...pointers });
  }
  compareHeaders(comparison, place, before, after);
  compareLinks(comparison, place, before, after);
}

function compareHeaders(comparison: Comparison, place: Place, before: Located, after: Located): void {
  const remaining = headersOf(comparison.next, after);
  for (const [name, header] of headersOf(comparison.old, before)) {
    const counterpart = remaining.get(name);
    remaining.delete(name);
    const here = within(place, `header ${name}`);
    if (counterpart === undefined) {
      const isRequired = member(header.value, 'required') === true;
      comparison.report(isRequired ? 'response-required-header-removed' : 'response-header-removed', here, { oldPointer: header.pointer });
    } else compareSchemas(comparison, here, 'response', schemaOf(header), schemaOf(counterpart));
  }
  for (const [name, { pointer }] of remaining) {
    comparison.report('response-header-added', within(place, `header ${name}`), { newPointer: pointer });
  }
}

function responsesOf(document: DefinitionDocument, { pointer }: Operation): ReadonlyMap<string, Located> {
  return locatedMembers(document, { value: atPointer(document, pointer) ?? {}, pointer }, 'responses', (status) => status.toUpperCase());
}

function headersOf(document: DefinitionDocument, response: Located): Map<string, Located> {
  return locatedMembers(document, response, 'headers', (name) => name.toLowerCase());
}

function schemaOf({ value, pointer }: Located): string | undefined {
  return member(value, 'schema') === undefined ? undefined : `${pointer}/schema`;
}

/** By a class such as `4XX`; `DEFAULT` says nothing of success, so it covers failures only. */
function isStatusCovered(status: string, by: ReadonlyMap<string, Located>): boolean {
  return by.has(`${status[0]}XX`) || (by.has('DEFAULT') && !isSuccess(status));
}

function isSuccess(status: string): boolean {
  return status.startsWith('2') || status.startsWith('3');
}
