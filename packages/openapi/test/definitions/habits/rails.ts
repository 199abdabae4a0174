import type { JsonObject } from '../../../src/json.ts';
import { info, inYaml, pathsOf, ref } from '../generated.ts';
import { objectOf, pascal, type Resource, resources, snake } from '../vocabulary.ts';

const all = resources(22);

/** As grape-swagger and rswag write it for Rails. */
export const rails = inYaml(
  'rails',
  '2.0, YAML: nested names in forms (order[note]), .json at the ends of paths, session cookies in headers',
  () => ({
    swagger: '2.0',
    info: info('Rails'),
    basePath: '/',
    produces: ['application/json'],
    securityDefinitions: { session: { type: 'apiKey', name: 'Cookie', in: 'header' } },
    security: [{ session: [] }],
    tags: all.map(({ plural }) => ({ name: snake(plural), description: `Operations about ${plural.join(' ')}` })),
    paths: pathsOf(...all.map(pathsFor)),
    definitions: {
      errors: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
      ...Object.fromEntries(all.map((resource) => [snake(resource.singular), objectOf(resource, snake)])),
    },
  }),
);

function pathsFor({ singular, plural }: Resource): readonly (readonly [string, JsonObject])[] {
  const name = snake(singular);
  const schema = ref('definitions', name);
  const id = { name: 'id', in: 'path', required: true, type: 'integer', format: 'int32' };
  const field = (key: string, required: boolean): JsonObject => ({ name: `${name}[${key}]`, in: 'formData', type: 'string', required });
  const form = [
    field('display_name', true),
    field('status', false),
    { name: `${name}[tag_ids][]`, in: 'formData', type: 'array', items: { type: 'integer' }, collectionFormat: 'multi' },
  ];
  const operation = (verb: string, rest: JsonObject): JsonObject => ({
    operationId: `${verb}${pascal(singular)}`,
    tags: [snake(plural)],
    ...rest,
  });
  const ok = { 200: { description: 'ok', schema }, 422: { description: 'unprocessable', schema: ref('definitions', 'errors') } };
  const consumes = ['application/x-www-form-urlencoded', 'multipart/form-data'];
  return [
    [
      `/${snake(plural)}.json`,
      {
        get: operation('index', {
          parameters: [
            { name: 'q[name_cont]', in: 'query', type: 'string' },
            { name: 'per_page', in: 'query', type: 'integer', default: 25 },
          ],
          responses: { 200: { description: 'ok', schema: { type: 'array', items: schema } } },
        }),
        post: operation('create', { consumes, parameters: form, responses: ok }),
      },
    ],
    [
      `/${snake(plural)}/{id}.json`,
      {
        get: operation('show', { parameters: [id], responses: ok }),
        put: operation('update', { consumes, parameters: [id, ...form], responses: ok }),
        patch: operation('patch', { consumes, parameters: [id, ...form], responses: ok }),
        delete: operation('destroy', { parameters: [id], responses: { 204: { description: 'no content' } } }),
      },
    ],
  ];
}
