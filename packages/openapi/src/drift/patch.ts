import { toPointer } from '@airside/domain/text';

import type { Operation } from '../definition/definition.ts';
import { atPointer, type DefinitionDocument, dereference } from '../definition/document.ts';
import { reasonOf } from '../infer/definition/status-reason.ts';
import { toDefinition } from '../infer/definition/to-definition.ts';
import type { ObservedApi, ObservedContent, ObservedEndpoint } from '../infer/view/observed.ts';
import { items, type JsonObject, type JsonValue, member, members, stringMember } from '../json.ts';
import { parsePointer } from '../pointer.ts';
import { responseKey } from '../validate/response/response-key.ts';
import type { PatchOperation } from './finding.ts';
import { inlineReferences } from './inline-references.ts';
import type { DriftPlace, Note } from './operation-watch.ts';

type Patch = readonly PatchOperation[];

/** What would have to be added to a definition for it to know the only endpoint of an observed API. */
export function shadowPatch(document: DefinitionDocument, api: ObservedApi): Patch {
  const [endpoint] = api.endpoints;
  if (endpoint === undefined) return [];
  const { template, method } = endpoint;
  const made = toDefinition(api);
  const operation = member(member(member(made, 'paths'), template), method.toLowerCase());
  if (operation === undefined) return [];
  const { security: _security, ...rest } = inlineReferences(made, operation) as JsonObject;
  const path = toPointer(['paths', template]);
  if (atPointer(document, path) === undefined) return [{ op: 'add', path, value: { [method.toLowerCase()]: rest } }];
  return [{ op: 'add', path: `${path}/${method.toLowerCase()}`, value: rest }];
}

/** What would have to change in a definition for it to fit what was seen of an operation. */
export function patchFor(document: DefinitionDocument, operation: Operation, { kind, place }: Note, observed: ObservedEndpoint): Patch {
  switch (kind) {
    case 'undeclared-parameter':
      return place.in === 'parameter' ? parameterPatch(document, operation, place, observed) : [];
    case 'undeclared-status':
      return place.in === 'response' ? statusPatch(operation, place.status, observed) : [];
    case 'undeclared-media-type':
      return mediaTypePatch(document, operation, place, observed);
    case 'undeclared-request-field':
    case 'undeclared-response-field':
      return fieldPatch(document, operation, place, observed);
    case 'request-mismatch':
    case 'response-mismatch':
      return mismatchPatch(document, operation, place, observed);
    default:
      return [];
  }
}

type ParameterPlace = Extract<DriftPlace, { in: 'parameter' }>;

function parameterPatch(
  document: DefinitionDocument,
  { pointer }: Operation,
  place: ParameterPlace,
  { parameters }: ObservedEndpoint,
): Patch {
  const observed = parameters.find((parameter) => parameter.in === place.location && parameter.name === place.name);
  if (observed === undefined) return [];
  const { in: location, name, schema, explode } = observed;
  const value = { name, in: location, ...(explode === false && { explode }), schema };
  const has = member(atPointer(document, pointer), 'parameters') !== undefined;
  return [has ? { op: 'add', path: `${pointer}/parameters/-`, value } : { op: 'add', path: `${pointer}/parameters`, value: [value] }];
}

function statusPatch({ pointer }: Operation, status: number, { responses }: ObservedEndpoint): Patch {
  const observed = responses.find((response) => response.status === status);
  if (observed === undefined) return [];
  const content = Object.fromEntries(observed.content.map((each) => [each.mediaType, mediaTypeObject(each)]));
  const value = { description: reasonOf(status), ...(observed.content.length > 0 && { content }) };
  return [{ op: 'add', path: `${pointer}/responses/${status}`, value }];
}

function mediaTypePatch(document: DefinitionDocument, operation: Operation, place: DriftPlace, observed: ObservedEndpoint): Patch {
  const owner = bodyOwner(document, operation, place);
  const content = contentSeen(place, observed);
  if (owner === undefined || content === undefined) return [];
  const { mediaType } = content;
  const value = mediaTypeObject(content);
  if (member(atPointer(document, owner), 'content') === undefined) {
    return [{ op: 'add', path: `${owner}/content`, value: { [mediaType]: value } }];
  }
  return [{ op: 'add', path: `${owner}${toPointer(['content', mediaType])}`, value }];
}

function mediaTypeObject({ schema }: ObservedContent): JsonObject {
  return schema === undefined ? {} : { schema };
}

function fieldPatch(document: DefinitionDocument, operation: Operation, place: DriftPlace, observed: ObservedEndpoint): Patch {
  if (place.in !== 'request' && place.in !== 'response') return [];
  const tokens = parsePointer(place.pointer) ?? [];
  const name = tokens.at(-1);
  const parent = schemaAt(document, bodySchema(document, operation, place), tokens.slice(0, -1));
  const schema = seenAt(contentSeen(place, observed)?.schema, tokens);
  if (name === undefined || parent === undefined || schema === undefined) return [];
  if (member(atPointer(document, parent), 'properties') === undefined) {
    return [{ op: 'add', path: `${parent}/properties`, value: { [name]: schema } }];
  }
  return [{ op: 'add', path: `${parent}${toPointer(['properties', name])}`, value: schema }];
}

/** The schema of what does not fit is put in the place of the declared one, where it is one schema alone. */
function mismatchPatch(document: DefinitionDocument, operation: Operation, place: DriftPlace, observed: ObservedEndpoint): Patch {
  if (place.in === 'parameter') {
    const seen = observed.parameters.find(({ in: location, name }) => location === place.location && name === place.name);
    const path = parameterSchema(document, operation, place);
    return seen === undefined || path === undefined ? [] : [{ op: 'replace', path, value: seen.schema }];
  }
  if (place.in === 'operation') return [];
  const tokens = parsePointer(place.pointer) ?? [];
  const path = schemaAt(document, bodySchema(document, operation, place), tokens);
  const schema = seenAt(contentSeen(place, observed)?.schema, tokens);
  return path === undefined || schema === undefined ? [] : [{ op: 'replace', path, value: schema }];
}

function parameterSchema(document: DefinitionDocument, { pointer }: Operation, place: ParameterPlace): string | undefined {
  for (const [index, value] of items(member(atPointer(document, pointer), 'parameters')).entries()) {
    const located = dereference(document, { value, pointer: `${pointer}/parameters/${index}` });
    const isMeant = stringMember(located?.value, 'name') === place.name && stringMember(located?.value, 'in') === place.location;
    if (located !== undefined && isMeant) return `${located.pointer}/schema`;
  }
  return undefined;
}

/** Pointer to the Request Body or Response Object that a place is about. */
function bodyOwner(document: DefinitionDocument, { pointer }: Operation, place: DriftPlace): string | undefined {
  if (place.in !== 'request' && place.in !== 'response') return undefined;
  const declared = atPointer(document, pointer);
  const key =
    place.in === 'request'
      ? 'requestBody'
      : responseKey(
          members(member(declared, 'responses')).map(([each]) => each),
          place.status,
        );
  if (key === undefined) return undefined;
  const from = place.in === 'request' ? `${pointer}/requestBody` : `${pointer}/responses/${key}`;
  return followed(document, from);
}

function bodySchema(document: DefinitionDocument, operation: Operation, place: DriftPlace): string | undefined {
  const owner = bodyOwner(document, operation, place);
  if (owner === undefined || (place.in !== 'request' && place.in !== 'response')) return undefined;
  const path = `${owner}${toPointer(['content', place.mediaType, 'schema'])}`;
  return atPointer(document, path) === undefined ? undefined : path;
}

/** Pointer to the schema of a part of a body, as far as `properties` and `items` lead there. */
function schemaAt(document: DefinitionDocument, root: string | undefined, tokens: readonly string[]): string | undefined {
  let pointer = root;
  for (const token of tokens) {
    const schema = pointer === undefined ? undefined : followed(document, pointer);
    if (schema === undefined) return undefined;
    const next = token === '*' ? `${schema}/items` : `${schema}${toPointer(['properties', token])}`;
    pointer = atPointer(document, next) === undefined ? undefined : next;
  }
  return pointer === undefined ? undefined : followed(document, pointer);
}

function followed(document: DefinitionDocument, pointer: string): string | undefined {
  const value = atPointer(document, pointer);
  return value === undefined ? undefined : dereference(document, { value, pointer })?.pointer;
}

function contentSeen(place: DriftPlace, { requestBody, responses }: ObservedEndpoint): ObservedContent | undefined {
  if (place.in !== 'request' && place.in !== 'response') return undefined;
  const content = place.in === 'request' ? requestBody?.content : responses.find(({ status }) => status === place.status)?.content;
  return content?.find(({ mediaType }) => mediaType === place.mediaType);
}

function seenAt(root: JsonValue | undefined, tokens: readonly string[]): JsonValue | undefined {
  let schema = root;
  for (const token of tokens) schema = token === '*' ? member(schema, 'items') : member(member(schema, 'properties'), token);
  return schema;
}
