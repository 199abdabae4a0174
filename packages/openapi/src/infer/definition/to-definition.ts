import type { DefinitionDocument } from '../../definition/document.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { singular } from '../view/noun.ts';
import type {
  ObservedApi,
  ObservedBody,
  ObservedContent,
  ObservedEndpoint,
  ObservedParameter,
  ObservedResponse,
} from '../view/observed.ts';
import { Components, type Use } from './components.ts';
import { operationId } from './operation-id.ts';
import { schemeOf, securityOf } from './security.ts';
import { reasonOf } from './status-reason.ts';

/** How the text of its fields is read depends on the schema, so that no two may be brought together. */
const FORM = 'application/x-www-form-urlencoded';

export interface InferredDefinitionOptions {
  readonly title?: string;
  /** Path that servers share and that templates are written without: `/v1`. Endpoints elsewhere are left out. */
  readonly basePath?: string;
  /** Leaves out endpoints with fewer calls, and parameters sent by fewer. */
  readonly minimumCalls?: number;
}

/** The endpoints that a definition with these options holds. HEAD is what GET is, without a body. */
export function endpointsOf(
  { endpoints }: ObservedApi,
  { basePath = '', minimumCalls = 1 }: InferredDefinitionOptions,
): readonly ObservedEndpoint[] {
  const got = new Set(endpoints.filter(({ method }) => method === 'GET').map(({ template }) => template));
  return endpoints
    .filter(({ method, template }) => method !== 'HEAD' || !got.has(template))
    .filter(({ calls, template }) => calls >= minimumCalls && (template === basePath || template.startsWith(`${basePath}/`)))
    .map((endpoint) => ({ ...endpoint, template: endpoint.template.slice(basePath.length) || '/' }));
}

/**
 * A definition (OpenAPI 3.1) of what was observed. It accepts the requests that the API accepted. What is not part of OpenAPI is in extensions:
 * `x-airside-calls`, `-callers`, `-first-seen`, `-last-seen`, `-confidence`, `-range`, `-lengths`. The same observations give the same text.
 */
export function toDefinition(api: ObservedApi, options: InferredDefinitionOptions = {}): DefinitionDocument {
  const endpoints = endpointsOf(api, options);
  const components = new Components();
  for (const endpoint of endpoints) for (const use of usesOf(endpoint)) components.add(use);
  const paths = pathsOf(endpoints, components, options.minimumCalls ?? 1);
  const schemas = components.schemas();
  const schemes = new Map(endpoints.flatMap((endpoint) => endpoint.credentials?.flatMap(({ value }) => value) ?? []).map(schemeEntry));
  return {
    openapi: '3.1.1',
    info: {
      title: options.title ?? (api.name === '' ? 'Discovered API' : api.name),
      version: '0.0.0',
      description: 'Made from observed traffic. It says what was called, not what ought to be.',
    },
    servers: serversOf(api, options.basePath ?? ''),
    'x-airside-calls': endpoints.reduce((sum, { calls }) => sum + calls, 0),
    ...seen(api),
    paths,
    components: {
      ...(Object.keys(schemas).length > 0 && { schemas }),
      ...(schemes.size > 0 && { securitySchemes: Object.fromEntries([...schemes].toSorted(([a], [b]) => (a < b ? -1 : 1))) }),
    },
  };
}

function schemeEntry(credential: string): readonly [string, JsonObject] {
  const { name, scheme } = schemeOf(credential);
  return [name, scheme];
}

function serversOf({ hosts }: ObservedApi, basePath: string): JsonValue {
  const named = hosts.filter((host) => /^[a-z0-9.:[\]-]+$/.test(host));
  return named.length === 0 ? [{ url: basePath || '/' }] : named.map((host) => ({ url: `https://${host}${basePath}` }));
}

function usesOf({ template, requestBody, responses }: ObservedEndpoint): readonly Use[] {
  const noun = nounOf(template);
  const uses = (content: readonly ObservedContent[], suffix: string): readonly Use[] =>
    content.flatMap(({ schema, mediaType }) =>
      schema === undefined || mediaType === FORM
        ? []
        : [{ schema, noun: noun + suffix, isProblem: mediaType === 'application/problem+json' }],
    );
  return [
    ...responses.flatMap(({ content, status }) => uses(content, status >= 400 ? '-error' : '')),
    ...uses(requestBody?.content ?? [], '-input'),
  ];
}

/** What a path is about: its last literal segment, in the singular. */
function nounOf(template: string): string {
  const literal = template.split('/').findLast((segment) => segment !== '' && !segment.includes('{'));
  return singular(literal ?? 'item');
}

function pathsOf(endpoints: readonly ObservedEndpoint[], components: Components, minimumCalls: number): JsonObject {
  const taken = new Set<string>();
  const paths = new Map<string, Map<string, JsonValue>>();
  for (const endpoint of endpoints) {
    const id = operationId(endpoint.method, endpoint.template, taken);
    taken.add(id);
    const item = paths.get(endpoint.template) ?? new Map<string, JsonValue>();
    paths.set(endpoint.template, item);
    item.set(endpoint.method.toLowerCase(), operationOf(endpoint, id, components, minimumCalls));
  }
  return Object.fromEntries([...paths].map(([template, item]) => [template, Object.fromEntries(item)]));
}

function operationOf(endpoint: ObservedEndpoint, id: string, components: Components, minimumCalls: number): JsonObject {
  const parameters = endpoint.parameters.filter((parameter) => parameter.in === 'path' || parameter.calls >= minimumCalls);
  const { requestBody, callers, calls } = endpoint;
  const security = securityOf(endpoint);
  return {
    operationId: id,
    'x-airside-calls': calls,
    ...(endpoint.refused > 0 && { 'x-airside-refused': endpoint.refused }),
    ...seen(endpoint),
    'x-airside-confidence': confidenceOf(calls),
    ...(callers.distinct > 0 && {
      'x-airside-callers': {
        distinct: callers.distinct,
        top: callers.top.slice(0, MOST_CALLERS).map(({ value, calls: times }) => ({ caller: value, calls: times })),
      },
    }),
    ...(security !== undefined && { security }),
    ...(parameters.length > 0 && { parameters: parameters.map(parameterOf) }),
    ...(requestBody !== undefined && { requestBody: requestBodyOf(requestBody, components) }),
    responses: responsesOf(endpoint.responses, components),
  };
}

const MOST_CALLERS = 5;

function confidenceOf(calls: number): string {
  if (calls >= 100) return 'high';
  return calls >= 10 ? 'medium' : 'low';
}

function parameterOf({ in: place, name, calls, required, explode, schema }: ObservedParameter): JsonObject {
  return {
    name,
    in: place,
    ...(required && { required }),
    ...(explode === false && place === 'query' && { style: 'form', explode }),
    schema,
    'x-airside-calls': calls,
  };
}

function requestBodyOf({ required, content }: ObservedBody, components: Components): JsonObject {
  return { ...(required && { required }), content: content.length === 0 ? { '*/*': {} } : contentOf(content, components) };
}

function responsesOf(responses: readonly ObservedResponse[], components: Components): JsonObject {
  if (responses.length === 0) return { default: { description: 'No answer was observed.' } };
  return Object.fromEntries(
    responses.map(({ status, calls, content }) => [
      `${status}`,
      {
        description: reasonOf(status),
        'x-airside-calls': calls,
        ...(content.length > 0 && { content: contentOf(content, components) }),
      },
    ]),
  );
}

function contentOf(content: readonly ObservedContent[], components: Components): JsonObject {
  return Object.fromEntries(
    content.map(({ mediaType, schema, count }) => {
      const isProblem = mediaType === 'application/problem+json';
      const shown = schema === undefined || mediaType === FORM ? schema : components.refer({ schema, isProblem });
      return [mediaType, { ...(shown !== undefined && { schema: shown }), 'x-airside-count': count }];
    }),
  );
}

function seen({ firstSeenMs, lastSeenMs }: Pick<ObservedEndpoint, 'firstSeenMs' | 'lastSeenMs'>): JsonObject {
  if (!Number.isFinite(firstSeenMs) || !Number.isFinite(lastSeenMs)) return {};
  return { 'x-airside-first-seen': new Date(firstSeenMs).toISOString(), 'x-airside-last-seen': new Date(lastSeenMs).toISOString() };
}
