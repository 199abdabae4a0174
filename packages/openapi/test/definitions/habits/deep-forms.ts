import type { JsonObject } from '../../../src/json.ts';
import { info, inJson, json, pathsOf, ref } from '../generated.ts';
import { type Resource, resources, snake } from '../vocabulary.ts';

const all = resources(40);

/** As Stripe describes its API. */
export const deepForms = inJson(
  'deep-forms',
  '3.0, JSON, 200 operations: bodies as forms with deepObject, expandable fields as anyOf, objects that hold each other',
  () => ({
    openapi: '3.0.0',
    info: info('Payments', '2026-01-28'),
    servers: [{ url: 'https://api.payments.example/' }],
    security: [{ basicAuth: [] }, { bearerAuth: [] }],
    paths: pathsOf(...all.map(pathsFor)),
    components: {
      securitySchemes: {
        basicAuth: { type: 'http', scheme: 'basic' },
        bearerAuth: { type: 'http', scheme: 'bearer', bearerFormat: 'auth-scheme' },
      },
      schemas: {
        error: { type: 'object', properties: { error: ref('components/schemas', 'api_errors') }, required: ['error'] },
        api_errors: {
          type: 'object',
          properties: { code: { type: 'string', maxLength: 5000 }, type: { type: 'string', enum: ['api_error', 'card_error'] } },
          required: ['type'],
        },
        ...Object.fromEntries(all.map((resource, index) => [snake(resource.singular), expandable(resource, index)])),
      },
    },
  }),
);

function expandable({ singular, fields }: Resource, index: number): JsonObject {
  const other = snake(all[(index + 3) % all.length]?.singular ?? []);
  const properties = fields.map(({ words, schema, required }) => [snake(words), required ? schema : { ...schema, nullable: true }]);
  const expansion = {
    anyOf: [{ maxLength: 5000, type: 'string' }, ref('components/schemas', other)],
    nullable: true,
    'x-expansionResources': { oneOf: [ref('components/schemas', other)] },
  };
  return {
    type: 'object',
    title: snake(singular),
    properties: { ...Object.fromEntries(properties), object: { type: 'string', enum: [snake(singular)] }, [other]: expansion },
    required: ['id', 'object'],
    'x-resourceId': snake(singular),
    'x-expandableFields': [other],
  };
}

function pathsFor({ singular, plural }: Resource): readonly (readonly [string, JsonObject])[] {
  const path = `/v1/${snake(plural)}`;
  const name = snake(singular);
  const operation = (verb: string, rest: JsonObject): JsonObject => ({
    operationId: `${verb}${path.replaceAll('/', '_')}${verb.length % 2 === 0 ? '' : `_${name}`}`,
    ...rest,
  });
  const one = {
    200: { description: 'Successful response.', content: json(ref('components/schemas', name)) },
    default: { description: 'Error response.', content: json(ref('components/schemas', 'error')) },
  };
  const range = { type: 'object', properties: { gt: { type: 'integer' }, gte: { type: 'integer' }, lt: { type: 'integer' } } };
  const created = { name: 'created', in: 'query', style: 'deepObject', explode: true, schema: { anyOf: [range, { type: 'integer' }] } };
  const expand = {
    name: 'expand',
    in: 'query',
    style: 'deepObject',
    explode: true,
    schema: { type: 'array', items: { type: 'string', maxLength: 5000 } },
  };
  const form = {
    type: 'object',
    properties: {
      amount: { type: 'integer' },
      metadata: {
        anyOf: [
          { type: 'object', additionalProperties: { type: 'string' } },
          { type: 'string', enum: [''] },
        ],
      },
      shipping: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
    },
    additionalProperties: false,
  };
  const encoding = { metadata: { style: 'deepObject', explode: true }, shipping: { style: 'deepObject', explode: true } };
  const body = (required: boolean): JsonObject => ({
    requestBody: { required, content: { 'application/x-www-form-urlencoded': { schema: form, encoding } } },
  });
  const id = { name, in: 'path', required: true, style: 'simple', schema: { type: 'string', maxLength: 5000 } };
  const list = {
    type: 'object',
    properties: {
      data: { type: 'array', items: ref('components/schemas', name) },
      has_more: { type: 'boolean' },
      url: { type: 'string', pattern: `^${path}` },
    },
    required: ['data', 'has_more'],
    'x-expandableFields': ['data'],
  };
  return [
    [
      path,
      {
        get: operation('list', {
          parameters: [created, expand],
          responses: { 200: { description: 'Successful response.', content: json(list) } },
        }),
        post: operation('create', { ...body(true), responses: one }),
      },
    ],
    [
      `${path}/{${name}}`,
      {
        get: operation('get', { parameters: [expand, id], responses: one }),
        post: operation('change', { parameters: [id], ...body(false), responses: one }),
        delete: operation('remove_one', { parameters: [id], responses: one }),
      },
    ],
  ];
}
