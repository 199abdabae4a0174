import type { JsonObject } from '../../../src/json.ts';
import { info, inJson, json, pathsOf, ref } from '../generated.ts';
import { kebab, pascal, type Resource, resources, snake } from '../vocabulary.ts';

const all = resources(30);

/** As FastAPI and Pydantic write it. */
export const fastapi = inJson(
  'fastapi',
  '3.1, JSON: titles everywhere, anyOf with null, HTTPValidationError, generated operation ids',
  () => ({
    openapi: '3.1.0',
    info: info('FastAPI', '0.1.0'),
    paths: pathsOf(...all.map(pathsFor)),
    components: {
      schemas: {
        HTTPValidationError: {
          properties: { detail: { items: ref('components/schemas', 'ValidationError'), type: 'array', title: 'Detail' } },
          type: 'object',
          title: 'HTTPValidationError',
        },
        ValidationError: {
          properties: {
            loc: { items: { anyOf: [{ type: 'string' }, { type: 'integer' }] }, type: 'array', title: 'Location' },
            msg: { type: 'string', title: 'Message' },
            type: { type: 'string', title: 'Error Type' },
          },
          type: 'object',
          required: ['loc', 'msg', 'type'],
          title: 'ValidationError',
        },
        ...Object.fromEntries(
          all.flatMap((resource) => [
            [`${pascal(resource.singular)}Out`, model(resource, 'Out')],
            [`${pascal(resource.singular)}In`, model(resource, 'In')],
          ]),
        ),
      },
      securitySchemes: { OAuth2PasswordBearer: { type: 'oauth2', flows: { password: { scopes: {}, tokenUrl: 'token' } } } },
    },
  }),
);

function model({ singular, fields }: Resource, suffix: string): JsonObject {
  const properties = fields.map(({ words, schema, required }): readonly [string, JsonObject] => {
    const title = words.map((word) => pascal([word])).join(' ');
    return [snake(words), required ? { ...schema, title } : { anyOf: [schema, { type: 'null' }], title }];
  });
  const required = fields.filter((field) => field.required).map(({ words }) => snake(words));
  return { properties: Object.fromEntries(properties), type: 'object', required, title: `${pascal(singular)}${suffix}` };
}

function pathsFor({ singular, plural }: Resource): readonly (readonly [string, JsonObject])[] {
  const path = `/${kebab(plural)}/`;
  const out = ref('components/schemas', `${pascal(singular)}Out`);
  const id = { name: `${snake(singular)}_id`, in: 'path', required: true, schema: { type: 'integer', title: `${pascal(singular)} Id` } };
  const query = (name: string): JsonObject => ({
    name,
    in: 'query',
    required: false,
    schema: { anyOf: [{ type: 'integer', minimum: 0 }, { type: 'null' }], title: pascal([name]) },
  });
  const wrong = { 422: { description: 'Validation Error', content: json(ref('components/schemas', 'HTTPValidationError')) } };
  const operation = (verb: string, route: string, method: string, rest: JsonObject): JsonObject => ({
    tags: [kebab(plural)],
    summary: pascal([verb, ...singular]),
    operationId: `${verb}_${snake(singular)}_${route.replaceAll(/[^a-z_]+/g, '_').replace(/^_/, '')}_${method}`,
    security: [{ OAuth2PasswordBearer: [] }],
    ...rest,
  });
  const body = { requestBody: { required: true, content: json(ref('components/schemas', `${pascal(singular)}In`)) } };
  const one = { responses: { 200: { description: 'Successful Response', content: json(out) }, ...wrong } };
  const item = `${path}{${snake(singular)}_id}`;
  return [
    [
      path,
      {
        get: operation('read', path, 'get', {
          parameters: [query('skip'), query('limit')],
          responses: {
            200: { description: 'Successful Response', content: json({ type: 'array', items: out, title: 'Response' }) },
            ...wrong,
          },
        }),
        post: operation('create', path, 'post', { ...body, ...one }),
      },
    ],
    [
      item,
      {
        get: operation('read', item, 'get', { parameters: [id], ...one }),
        put: operation('update', item, 'put', { parameters: [id], ...body, ...one }),
        delete: operation('delete', item, 'delete', { parameters: [id], ...one }),
      },
    ],
  ];
}
