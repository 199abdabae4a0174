import type { JsonObject } from '../../../src/json.ts';
import { info, inJson, json, pathsOf } from '../generated.ts';
import { camel, kebab, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

/** No component at all: every schema stands where it is used, again and again. */
export const inline = inJson('inline', '3.1, JSON, camelCase; everything inline, no components but the security scheme', () => ({
  openapi: '3.1.0',
  info: { ...info('Everything inline'), summary: 'Nothing is shared.' },
  servers: [{ url: 'https://inline.example.com' }, { url: 'https://sandbox.inline.example.com' }],
  security: [{ bearer: [] }],
  paths: pathsOf(...resources(25).map(pathsFor)),
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
}));

const PROBLEM: JsonObject = {
  description: 'RFC 9457',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        properties: { type: { type: 'string', format: 'uri-reference' }, title: { type: 'string' }, status: { type: 'integer' } },
      },
    },
  },
};

function pathsFor(resource: Resource): readonly (readonly [string, JsonObject])[] {
  const { singular, plural } = resource;
  const schema = (): JsonObject => ({
    ...objectOf(resource, camel),
    unevaluatedProperties: false,
    examples: [{ id: '6f1c8a1e-2c1b-4a57-9d6d-2f1d6e1f0a11' }],
  });
  const id = { name: `${camel(singular)}Id`, in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
  const answers = (ok: JsonObject): JsonObject => ({ 200: ok, '4XX': PROBLEM, default: PROBLEM });
  const patch = {
    type: 'object',
    minProperties: 1,
    properties: { displayName: { type: ['string', 'null'], maxLength: 200 }, status: { enum: ['active', 'paused'] } },
  };
  const operation = (verb: string, rest: JsonObject): JsonObject => ({
    operationId: `${verb}${pascal(singular)}`,
    summary: `${verb} ${singular.join(' ')}`,
    ...rest,
  });
  return [
    [
      `/${kebab(plural)}`,
      {
        get: operation('list', {
          parameters: [
            {
              name: 'filter',
              in: 'query',
              style: 'deepObject',
              explode: true,
              schema: { type: 'object', properties: { status: { type: 'string' }, createdAfter: { type: 'string', format: 'date' } } },
            },
            {
              name: 'sort',
              in: 'query',
              explode: false,
              schema: { type: 'array', items: { type: 'string', enum: ['createdAt', '-createdAt'] } },
            },
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 500 } },
          ],
          responses: answers({ description: 'All.', content: json({ type: 'array', items: schema() }) }),
        }),
        post: operation('create', {
          requestBody: { required: true, content: json(schema()) },
          responses: { 201: { description: 'Made.', content: json(schema()) }, default: PROBLEM },
        }),
      },
    ],
    [
      `/${kebab(plural)}/{${camel(singular)}Id}`,
      {
        get: operation('get', { parameters: [id], responses: answers({ description: 'One.', content: json(schema()) }) }),
        patch: operation('update', {
          parameters: [id],
          requestBody: { required: true, content: { 'application/merge-patch+json': { schema: patch } } },
          responses: answers({ description: 'One.', content: json(schema()) }),
        }),
        delete: operation('delete', {
          parameters: [id],
          deprecated: singular.length > 1,
          responses: { 204: { description: 'Gone.' }, default: PROBLEM },
        }),
      },
    ],
  ];
}
