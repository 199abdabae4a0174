import { toPointer } from '@airside/domain/text';

import { type DefinitionDocument, dereference, type Located } from '../definition/document.ts';
import { operationsOf } from '../definition/methods.ts';
import { member } from '../json.ts';
import { type Parameter, parametersOf } from '../validate/parameters/parameter.ts';
import { type Comparison, type OwnerPair, type Place, within } from './comparison.ts';
import { locatedMembers } from './located-members.ts';
import { isCovered, mediaTypesOf } from './media-types.ts';
import { compareSchemas } from './schema/compare-schemas.ts';

/**
 * Compares the requests that an API sends to its callers, those of a path item below `callbacks` or `webhooks`. What holds for requests and answers
 * elsewhere holds the other way round: the caller reads the request, and has to go on understanding it; the caller writes the answer, and the API
 * has to go on accepting it. `compareInner` is given the pairs of requests, for what these promise in turn.
 */
export function compareSent(
  comparison: Comparison,
  place: Place,
  before: Located,
  after: Located,
  compareInner: (pair: OwnerPair) => void,
): void {
  const remaining = new Map(requestsOf(comparison.next, after).map((request) => [request.method, request]));
  for (const old of requestsOf(comparison.old, before)) {
    const next = remaining.get(old.method);
    remaining.delete(old.method);
    const here = within(place, old.method);
    if (next === undefined) comparison.report('sent-request-removed', here, { oldPointer: old.pointer });
    else {
      compareRequest(comparison, here, old, next);
      compareInner({ old, next, place: here });
    }
  }
  for (const { method, pointer } of remaining.values())
    comparison.report('sent-request-added', within(place, method), { newPointer: pointer });
}

/** An operation of the caller's, as the definition of the API describes it. */
interface SentRequest extends Located {
  readonly method: string;
  readonly pathItemPointer: string;
}

function requestsOf(document: DefinitionDocument, item: Located): readonly SentRequest[] {
  return operationsOf(document, item.value).map(({ method, tokens, value }) => ({
    method,
    value,
    pointer: `${item.pointer}${toPointer(tokens)}`,
    pathItemPointer: item.pointer,
  }));
}

function compareRequest(comparison: Comparison, place: Place, old: SentRequest, next: SentRequest): void {
  compareParameters(comparison, place, old, next);
  compareBody(comparison, within(place, 'request body'), bodyOf(comparison.old, old), bodyOf(comparison.next, next));
  compareAnswers(comparison, place, old, next);
}

function compareParameters(comparison: Comparison, place: Place, old: SentRequest, next: SentRequest): void {
  const remaining = new Map(parametersOf(comparison.next, next).map((parameter) => [labelOf(parameter), parameter]));
  for (const before of parametersOf(comparison.old, old)) {
    const label = labelOf(before);
    const after = remaining.get(label);
    remaining.delete(label);
    const here = within(place, label);
    if (after === undefined) {
      comparison.report(before.required ? 'sent-required-parameter-removed' : 'sent-parameter-removed', here, { oldPointer: old.pointer });
      continue;
    }
    if (before.required && !after.required) comparison.report('sent-parameter-became-optional', here, { newPointer: next.pointer });
    compareSchemas(comparison, here, 'response', before.schemaPointer, after.schemaPointer);
  }
  for (const label of remaining.keys()) comparison.report('sent-parameter-added', within(place, label), { newPointer: next.pointer });
}

function compareBody(comparison: Comparison, place: Place, before: Located | undefined, after: Located | undefined): void {
  if (before === undefined || after === undefined) {
    if (before !== undefined) comparison.report('sent-body-removed', place, { oldPointer: before.pointer });
    if (after !== undefined) comparison.report('sent-body-added', place, { newPointer: after.pointer });
    return;
  }
  const pointers = { oldPointer: before.pointer, newPointer: after.pointer };
  const types = mediaTypesOf(before);
  const newTypes = mediaTypesOf(after);
  for (const [type, schema] of types) {
    if (newTypes.has(type)) compareSchemas(comparison, within(place, type), 'response', schema, newTypes.get(type));
    else if (!isCovered(type, newTypes.keys())) comparison.report('sent-media-type-removed', place, { before: type, ...pointers });
  }
  for (const type of newTypes.keys()) {
    if (!isCovered(type, types.keys())) comparison.report('sent-media-type-added', place, { after: type, ...pointers });
  }
}

/** What callers may answer. */
function compareAnswers(comparison: Comparison, place: Place, old: SentRequest, next: SentRequest): void {
  const status = (name: string): string => name.toUpperCase();
  const remaining = locatedMembers(comparison.next, next, 'responses', status);
  const isCoveredBy = (code: string): boolean => remaining.has(`${code[0]}XX`) || remaining.has('DEFAULT');
  for (const [code, before] of locatedMembers(comparison.old, old, 'responses', status)) {
    const here = within(place, `answer ${code}`);
    const after = remaining.get(code);
    if (after === undefined) {
      if (!isCoveredBy(code)) comparison.report('accepted-answer-removed', here, { oldPointer: before.pointer });
      continue;
    }
    const newTypes = mediaTypesOf(after);
    for (const [type, schema] of mediaTypesOf(before)) {
      if (newTypes.has(type)) compareSchemas(comparison, within(here, type), 'request', schema, newTypes.get(type));
      else if (newTypes.size > 0 && !isCovered(type, newTypes.keys())) {
        comparison.report('accepted-media-type-removed', here, { before: type, oldPointer: before.pointer, newPointer: after.pointer });
      }
    }
  }
}

function bodyOf(document: DefinitionDocument, { value, pointer }: SentRequest): Located | undefined {
  const body = member(value, 'requestBody');
  return body === undefined ? undefined : dereference(document, { value: body, pointer: `${pointer}/requestBody` });
}

function labelOf({ in: location, name }: Parameter): string {
  return `${location} parameter ${name}`;
}
