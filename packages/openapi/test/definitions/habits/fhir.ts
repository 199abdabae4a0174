import type { JsonObject } from '../../../src/json.ts';
import { info, inJson, pathsOf, ref } from '../generated.ts';
import { camel, pascal, type Resource, resources } from '../vocabulary.ts';

const all = resources(25);
const media = (schema: JsonObject): JsonObject => ({
  'application/fhir+json': { schema },
  'application/fhir+xml': { schema: { type: 'string' } },
});

/** As servers of FHIR describe themselves. */
export const fhir = inJson(
  'fhir',
  '3.0, JSON, 225 operations: choice types, elements with underscores, extensions that hold themselves, $operations, search with modifiers',
  () => ({
    openapi: '3.0.3',
    info: info('Health', '4.0.1'),
    servers: [{ url: 'https://fhir.example.org/r4' }],
    paths: { '/metadata': { get: { operationId: 'metadata', responses: answers({ type: 'object' }) } }, ...pathsOf(...all.map(pathsFor)) },
    components: {
      schemas: {
        Element: {
          type: 'object',
          properties: { id: { type: 'string' }, extension: { type: 'array', items: ref('components/schemas', 'Extension') } },
        },
        Extension: {
          type: 'object',
          properties: {
            url: { type: 'string', pattern: '^\\S*$' },
            extension: { type: 'array', items: ref('components/schemas', 'Extension') },
            ...Object.fromEntries(
              ['String', 'Code', 'DateTime', 'Decimal', 'Reference'].map((type) => [
                `value${type}`,
                type === 'Reference' ? ref('components/schemas', 'Reference') : { type: type === 'Decimal' ? 'number' : 'string' },
              ]),
            ),
          },
        },
        Reference: {
          type: 'object',
          properties: {
            reference: { type: 'string' },
            identifier: { type: 'object', properties: { assigner: ref('components/schemas', 'Reference') } },
          },
        },
        OperationOutcome: {
          type: 'object',
          properties: {
            issue: {
              type: 'array',
              items: {
                type: 'object',
                properties: {
                  severity: { enum: ['fatal', 'error', 'warning', 'information'], type: 'string' },
                  diagnostics: { type: 'string' },
                },
              },
            },
          },
        },
        ...Object.fromEntries(all.map((resource, index) => [pascal(resource.singular), element(resource, index)])),
      },
    },
  }),
);

function element({ singular, fields }: Resource, index: number): JsonObject {
  const properties = fields.flatMap(({ words, schema }) => [
    [camel(words), schema],
    [`_${camel(words)}`, ref('components/schemas', 'Element')],
  ]);
  const contained = {
    type: 'array',
    items: {
      oneOf: [
        ref('components/schemas', pascal(all[(index + 1) % all.length]?.singular ?? [])),
        ref('components/schemas', 'OperationOutcome'),
      ],
    },
  };
  return {
    type: 'object',
    required: ['resourceType'],
    properties: {
      resourceType: { type: 'string', enum: [pascal(singular)] },
      ...Object.fromEntries(properties),
      contained,
      subject: ref('components/schemas', 'Reference'),
    },
  };
}

function answers(schema: JsonObject): JsonObject {
  return {
    200: { description: 'Success', content: media(schema) },
    default: { description: 'Failure', content: media(ref('components/schemas', 'OperationOutcome')) },
  };
}

function pathsFor({ singular }: Resource): readonly (readonly [string, JsonObject])[] {
  const type = pascal(singular);
  const schema = ref('components/schemas', type);
  const path = (name: string): JsonObject => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: '^[A-Za-z0-9.-]{1,64}$' },
  });
  const search = ['_id', '_lastUpdated', '_count', 'name:contains', 'identifier', 'subject:Patient', '_include:iterate'].map((name) => ({
    name,
    in: 'query',
    schema: { type: 'array', items: { type: 'string' } },
    explode: true,
  }));
  const body = { requestBody: { required: true, content: media(schema) } };
  const operation = (verb: string, rest: JsonObject): JsonObject => ({
    operationId: `${verb}-${type}`,
    tags: [type],
    responses: answers(schema),
    ...rest,
  });
  const condition = { name: 'If-Match', in: 'header', schema: { type: 'string' } };
  return [
    [`/${type}`, { get: operation('search', { parameters: search }), post: operation('create', body) }],
    [
      `/${type}/{id}`,
      {
        parameters: [path('id')],
        get: operation('read', {}),
        put: operation('update', { parameters: [condition], ...body }),
        delete: operation('delete', { responses: { 204: { description: 'Gone' } } }),
      },
    ],
    [`/${type}/{id}/_history/{vid}`, { get: operation('vread', { parameters: [path('id'), path('vid')] }) }],
    [
      `/${type}/_search`,
      {
        post: operation('search-form', {
          requestBody: {
            content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', additionalProperties: { type: 'string' } } } },
          },
        }),
      },
    ],
    [`/${type}/{id}/$everything`, { get: operation('everything', { parameters: [path('id')] }) }],
    [`/${type}/$validate`, { post: operation('validate', body) }],
  ];
}
