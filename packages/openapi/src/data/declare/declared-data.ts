import type { Definition } from '../../definition/definition.ts';
import { dereference } from '../../definition/document.ts';
import { items, type JsonValue, member, members, stringMember } from '../../json.ts';
import { parsePointer, valueAt } from '../../pointer.ts';
import { Classifier } from '../inventory/classifier.ts';
import { type Direction, Endpoint, type Place } from '../inventory/endpoint.ts';
import type { DataSource } from '../inventory/report.ts';
import type { ClassIndex } from '../judge/class-index.ts';
import { type SchemaWalk, walkSchema } from './walk-schema.ts';

const MOST_FIELDS = 5000;
const PLACES: Readonly<Record<string, Place>> = { path: 'path', query: 'query', header: 'header' };

/**
 * The personal and secret data that a definition declares: by the names of parameters and properties, their formats, and their examples. No call is
 * needed for it, and none is counted.
 */
export function declaredData(definition: Definition, index: ClassIndex): DataSource {
  const endpoints = definition.operations.map(({ method, template, pointer }) => {
    const endpoint = new Endpoint({ api: definition.title, host: '', method, template }, index, MOST_FIELDS);
    const walk: SchemaWalk = { document: definition.document, endpoint, index, classifier: new Classifier(index, () => undefined) };
    const tokens = parsePointer(pointer) ?? [];
    const operation = valueAt(definition.document, tokens);
    const item = valueAt(definition.document, tokens.slice(0, -1));
    for (const parameter of [...items(member(item, 'parameters')), ...items(member(operation, 'parameters'))])
      declareParameter(parameter, walk);
    declareBody(member(operation, 'requestBody'), 'request', walk);
    for (const [, response] of members(member(operation, 'responses'))) declareBody(response, 'response', walk);
    return endpoint;
  });
  return { calls: 0, passedOver: { notServed: 0, endpoints: 0, longBodies: 0, brokenBodies: 0 }, endpoints };
}

function declareParameter(written: JsonValue, walk: SchemaWalk): void {
  const parameter = dereference(walk.document, { value: written, pointer: '' })?.value;
  const name = stringMember(parameter, 'name');
  const place = PLACES[stringMember(parameter, 'in') ?? ''];
  if (name === undefined || place === undefined) return;
  const schema = member(parameter, 'schema') ?? member(members(member(parameter, 'content'))[0]?.[1], 'schema');
  walkSchema({ name, schema: schema ?? true, parent: walk.endpoint.root('request', place), beside: parameter }, walk);
}

function declareBody(written: JsonValue | undefined, direction: Direction, walk: SchemaWalk): void {
  const body = written === undefined ? undefined : dereference(walk.document, { value: written, pointer: '' })?.value;
  for (const [, media] of members(member(body, 'content'))) {
    const schema = member(media, 'schema');
    if (schema !== undefined)
      walkSchema({ name: undefined, schema, parent: walk.endpoint.root(direction, 'body'), beside: undefined }, walk);
  }
}
