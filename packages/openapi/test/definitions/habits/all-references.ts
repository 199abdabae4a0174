import type { JsonObject } from '../../../src/json.ts';
import { info, inYaml, json, pathsOf, ref } from '../generated.ts';
import { objectOf, pascal, type Resource, resources, snake } from '../vocabulary.ts';

const all = resources(20);

/** Everything that can be a component is one. */
export const allReferences = inYaml(
  'all-references',
  '3.0, YAML, snake_case; parameters, bodies, responses, headers and examples are components',
  () => ({
    openapi: '3.0.3',
    info: info('Back office'),
    servers: [{ url: 'https://{region}.api.example.com/v2', variables: { region: { default: 'eu', enum: ['eu', 'us'] } } }],
    security: [{ api_key: [] }],
    tags: all.map(({ plural }) => ({ name: snake(plural) })),
    paths: pathsOf(...all.map(pathsFor)),
    components: {
      schemas: {
        error: {
          type: 'object',
          required: ['code'],
          properties: { code: { type: 'string' }, message: { type: 'string', nullable: true } },
        },
        ...Object.fromEntries(
          all.flatMap((resource) => [
            [snake(resource.singular), objectOf(resource, snake)],
            [`${snake(resource.singular)}_page`, page(resource)],
          ]),
        ),
      },
      parameters: {
        id: { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
        page_size: { name: 'page_size', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
        page_token: { name: 'page_token', in: 'query', schema: { type: 'string', maxLength: 200 } },
      },
      requestBodies: Object.fromEntries(
        all.map(({ singular }) => [snake(singular), { required: true, content: json(ref('components/schemas', snake(singular))) }]),
      ),
      responses: {
        not_found: {
          description: 'There is none.',
          headers: { request_id: ref('components/headers', 'request_id') },
          content: json(ref('components/schemas', 'error')),
        },
        ...Object.fromEntries(
          all.map(({ singular }) => [
            snake(singular),
            { description: pascal(singular), content: json(ref('components/schemas', snake(singular))) },
          ]),
        ),
      },
      headers: { request_id: { schema: { type: 'string' }, description: 'Names the call in logs.' } },
      securitySchemes: { api_key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } },
    },
  }),
);

function page({ singular }: Resource): JsonObject {
  return {
    type: 'object',
    properties: {
      items: { type: 'array', items: ref('components/schemas', snake(singular)) },
      next: { type: 'string', nullable: true, example: 'abc' },
    },
  };
}

function pathsFor({ singular, plural }: Resource): readonly (readonly [string, JsonObject])[] {
  const name = snake(singular);
  const one = { 200: ref('components/responses', name), 404: ref('components/responses', 'not_found') };
  const operation = (verb: string, rest: JsonObject): JsonObject => ({ operationId: `${verb}_${name}`, tags: [snake(plural)], ...rest });
  const list = { description: 'A page.', content: json(ref('components/schemas', `${name}_page`)) };
  const body = { requestBody: ref('components/requestBodies', name) };
  return [
    [
      `/${snake(plural)}`,
      {
        get: operation('list', {
          parameters: [ref('components/parameters', 'page_size'), ref('components/parameters', 'page_token')],
          responses: { 200: list },
        }),
        post: operation('create', { ...body, responses: { 201: ref('components/responses', name) } }),
      },
    ],
    [
      `/${snake(plural)}/{id}`,
      {
        parameters: [ref('components/parameters', 'id')],
        get: operation('get', { responses: one }),
        put: operation('replace', { ...body, responses: one }),
        delete: operation('delete', { responses: { 204: { description: 'Gone.' } } }),
      },
    ],
  ];
}
