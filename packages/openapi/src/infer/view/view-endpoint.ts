import type { JsonObject } from '../../json.ts';
import { LIMITS } from '../limits.ts';
import type { BodyRecord } from '../record/body-record.ts';
import type { EndpointRecord } from '../record/endpoint-record.ts';
import type { ParameterSketch } from '../sketch/parameter-sketch.ts';
import type { ObservedBody, ObservedContent, ObservedEndpoint, ObservedParameter } from './observed.ts';
import { fieldSchema, parameterSchema } from './text-schema.ts';
import { valueSchema } from './value-schema.ts';

/** Calls that must have had something, all of them, before it is said to be required. */
const LEAST_REQUIRED = 5;
/** A parameter of an endpoint with too many names: so many calls have to have it. */
const LEAST_CALLS = 2;
const LEAST_SHARE = 0.01;
const JSON_TYPE = 'application/json';

export function viewEndpoint(
  record: EndpointRecord,
  method: string,
  template: string,
  pathParameters: readonly ObservedParameter[],
): ObservedEndpoint {
  const withHeaders = record.headersKnown === record.accepted ? record.accepted : undefined;
  return {
    method,
    template: template === '' ? '/' : template,
    calls: record.calls,
    accepted: record.accepted,
    refused: record.refused,
    parameters: [
      ...pathParameters,
      ...parametersOf(record.query, 'query', record.accepted, record),
      ...parametersOf(record.headers, 'header', withHeaders, record),
      ...parametersOf(record.cookies, 'cookie', withHeaders, record),
    ],
    requestBody: requestBodyOf(record),
    responses: [...record.answers]
      .toSorted(([a], [b]) => a - b)
      .map(([status, { calls, bodies }]) => ({ status, calls, content: contentOf(bodies, false) })),
    credentials: credentialsOf(record),
    callers: { distinct: record.callers.distinct(), top: record.callers.top().map(([value, calls]) => ({ value, calls })) },
    firstSeenMs: record.firstMs,
    lastSeenMs: record.lastMs,
    capped: [...record.capped].toSorted(),
  };
}

function parametersOf(
  sketches: ReadonlyMap<string, ParameterSketch>,
  place: 'query' | 'header' | 'cookie',
  accepted: number | undefined,
  record: EndpointRecord,
): readonly ObservedParameter[] {
  const credentials = place === 'header' ? new Set<string>() : credentialNames(record, place);
  const names = [...sketches.keys()].filter((name) => !credentials.has(name)).toSorted();
  return names.flatMap((name) => {
    const sketch = sketches.get(name);
    if (sketch === undefined) return [];
    const { schema, explode } = parameterSchema(sketch, name);
    const example = Array.isArray(schema['examples']) ? schema['examples'][0] : undefined;
    // Beyond the bound names are data, not names: what stands among them by chance is left out.
    if (sketches.size >= LIMITS.parameters && sketch.calls < Math.max(LEAST_CALLS, record.accepted * LEAST_SHARE)) return [];
    const required = sketch.calls === accepted && sketch.calls >= LEAST_REQUIRED;
    return { in: place, name, calls: sketch.calls, required, explode, schema, example };
  });
}

/** Names under which credentials were shown at that place: they are no parameters. */
function credentialNames({ credentials }: EndpointRecord, place: 'query' | 'cookie'): ReadonlySet<string> {
  const beginning = `apiKey ${place} `;
  const names = [...credentials.keys()].flatMap((key) => key.split(' + ')).filter((name) => name.startsWith(beginning));
  return new Set(names.map((name) => name.slice(beginning.length)));
}

function credentialsOf({ credentials, credentialsKnown }: EndpointRecord): ObservedEndpoint['credentials'] {
  if (credentialsKnown === 0) return undefined;
  return [...credentials]
    .toSorted(([a, callsOfA], [b, callsOfB]) => callsOfB - callsOfA || (a < b ? -1 : 1))
    .map(([key, calls]) => ({ value: key === '' ? [] : key.split(' + '), calls }));
}

function requestBodyOf(record: EndpointRecord): ObservedBody | undefined {
  if (record.withBody === 0 && record.requests.size === 0) return undefined;
  const required = record.withBody === record.accepted && record.accepted >= LEAST_REQUIRED;
  return { required, content: contentOf(record.requests, true) };
}

function contentOf(bodies: ReadonlyMap<string, BodyRecord>, isRequest: boolean): readonly ObservedContent[] {
  return [...bodies]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([mediaType, body]) => ({
      mediaType: mediaType === '' ? (body.json === undefined || bodies.has(JSON_TYPE) ? '*/*' : JSON_TYPE) : mediaType,
      count: body.count,
      sampled: body.sampled,
      schema: schemaOf(body, isRequest),
    }));
}

function schemaOf({ json, form }: BodyRecord, isRequest: boolean): JsonObject | undefined {
  if (json !== undefined) return valueSchema(json, '', isRequest);
  if (form === undefined) return undefined;
  const fields = [...form].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { type: 'object', properties: Object.fromEntries(fields.map(([name, sketch]) => [name, fieldSchema(sketch, name)])) };
}
