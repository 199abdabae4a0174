import type { JsonObject } from '../../../src/json.ts';
import { info, inJson, json, pathsOf, ref } from '../generated.ts';
import { kebab, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

const all = resources(20);
const SIGNING = [
  'X-Amz-Content-Sha256',
  'X-Amz-Date',
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Security-Token',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
];

/** As the services of AWS are described by converters: REST paths with dates, actions of the query protocol, signing headers. */
export const cloud = inJson(
  'cloud',
  '3.0, JSON: dated paths, actions with Version in query and form, signing headers on every path, numbered error codes',
  () => ({
    openapi: '3.0.0',
    info: { ...info('Cloud Functions', '2015-03-31'), 'x-logo': { url: 'https://example.com/logo.png' } },
    servers: [
      {
        url: 'https://functions.{region}.cloud.example',
        variables: { region: { enum: ['us-east-1', 'eu-central-1'], default: 'us-east-1' } },
      },
    ],
    security: [{ hmac: [] }],
    paths: pathsOf(...all.map(pathsFor)),
    components: {
      parameters: Object.fromEntries(SIGNING.map((name) => [name, { name, in: 'header', required: false, schema: { type: 'string' } }])),
      securitySchemes: { hmac: { type: 'apiKey', name: 'Authorization', in: 'header' } },
      schemas: { ServiceException: {}, TooManyRequestsException: {}, ...Object.fromEntries(all.flatMap(shapes)) },
    },
  }),
);

function shapes(resource: Resource): readonly (readonly [string, JsonObject])[] {
  const name = pascal(resource.singular);
  return [
    [name, objectOf(resource, pascal)],
    [
      `${name}Name`,
      {
        type: 'string',
        minLength: 1,
        maxLength: 140,
        pattern: '(arn:(aws[a-zA-Z-]*)?:[a-z]+:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?([a-zA-Z0-9-_]+)',
      },
    ],
    [`${name}List`, { type: 'array', items: ref('components/schemas', name) }],
    [
      `List${name}Response`,
      {
        type: 'object',
        properties: {
          [`${name}s`]: { allOf: [ref('components/schemas', `${name}List`), { description: 'A list.' }] },
          NextMarker: { type: 'string' },
        },
      },
    ],
  ];
}

function pathsFor({ singular, plural }: Resource): readonly (readonly [string, JsonObject])[] {
  const name = pascal(singular);
  const parameters = SIGNING.map((header) => ref('components/parameters', header));
  const errors = Object.fromEntries(
    [480, 481, 482].map((code) => [code, { description: 'An exception', content: json(ref('components/schemas', 'ServiceException')) }]),
  );
  const identifier = { name: `${name}Name`, in: 'path', required: true, schema: ref('components/schemas', `${name}Name`) };
  const operation = (verb: string, rest: JsonObject): JsonObject => ({ operationId: `${verb}${name}`, ...rest });
  const ok = { responses: { 200: { description: 'Success', content: json(ref('components/schemas', name)) }, ...errors } };
  const action = `${name}Action`;
  const query = [
    { name: 'Action', in: 'query', required: true, schema: { type: 'string', enum: [action] } },
    { name: 'Version', in: 'query', required: true, schema: { type: 'string', enum: ['2010-05-08'] } },
    { name: 'Filter.1.Value', in: 'query', schema: { type: 'string' } },
  ];
  const form = {
    type: 'object',
    properties: { Action: { type: 'string', enum: [action] }, 'Members.member.1': { type: 'string' } },
    required: ['Action'],
  };
  return [
    [
      `/2015-03-31/${kebab(plural)}`,
      {
        parameters,
        get: operation('List', {
          responses: { 200: { description: 'Success', content: json(ref('components/schemas', `List${name}Response`)) }, ...errors },
        }),
        post: operation('Create', { requestBody: { required: true, content: json(ref('components/schemas', name)) }, ...ok }),
      },
    ],
    [
      `/2015-03-31/${kebab(plural)}/{${name}Name}`,
      {
        parameters: [...parameters, identifier],
        get: operation('Get', ok),
        put: operation('Put', { requestBody: { required: true, content: json(ref('components/schemas', name)) }, ...ok }),
        delete: operation('Delete', { responses: { 204: { description: 'Success' }, ...errors } }),
      },
    ],
    [
      `/query/${name}`,
      {
        parameters,
        get: operation('GET_', {
          parameters: query,
          responses: { 200: { description: 'Success', content: { 'text/xml': { schema: ref('components/schemas', name) } } } },
        }),
        post: operation('POST_', {
          parameters: query.slice(1, 2),
          requestBody: { content: { 'application/x-www-form-urlencoded': { schema: form } } },
          responses: { 200: { description: 'Success' } },
        }),
      },
    ],
  ];
}
