import type { JsonObject } from '../../../src/json.ts';
import { info, inJson, json, pathsOf } from '../generated.ts';
import { kebab, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

const list: JsonObject = { type: 'array', maxItems: 20, items: { type: 'string' } };
const object: JsonObject = { type: 'object', properties: { r: { type: 'integer' }, g: { type: 'integer' } }, required: ['r'] };

/** Parameters in every place, style and form. */
export const styles = inJson(
  'styles',
  '3.1, JSON, kebab-case: matrix, label, simple, form, spaceDelimited, pipeDelimited, deepObject; cookies; versions in headers; several parameters in a segment',
  () => ({
    openapi: '3.1.0',
    info: info('Parameters'),
    servers: [{ url: 'https://parameters.example.com/{stage}/', variables: { stage: { default: 'live', enum: ['live', 'test'] } } }],
    paths: pathsOf(...resources(30).map(pathsFor)),
    components: { securitySchemes: { cookie: { type: 'apiKey', in: 'cookie', name: 'session-id' } } },
  }),
);

function pathsFor(resource: Resource, index: number): readonly (readonly [string, JsonObject])[] {
  const name = kebab(resource.plural);
  const explode = index % 2 === 0;
  const at = (location: string, key: string, style: string, schema: JsonObject): JsonObject => ({
    name: key,
    in: location,
    style,
    explode,
    schema,
    ...(location === 'path' && { required: true }),
  });
  const answer = {
    200: {
      description: 'Fine.',
      headers: { 'x-rate-limit': { style: 'simple', explode, schema: list } },
      content: json(objectOf(resource, kebab)),
    },
  };
  const version = { name: 'x-api-version', in: 'header', required: true, schema: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' } };
  const operation = (verb: string, parameters: readonly JsonObject[]): JsonObject => ({
    operationId: `${verb}-${name}`,
    parameters: [version, ...parameters],
    responses: answer,
    security: [{ cookie: [] }, {}],
  });
  const query = [
    at('query', 'colours', 'form', list),
    { ...at('query', 'sizes', 'spaceDelimited', list), explode: false },
    { ...at('query', 'shapes', 'pipeDelimited', list), explode: false },
    { ...at('query', 'where', 'deepObject', object), explode: true },
    { name: 'raw', in: 'query', allowReserved: true, allowEmptyValue: true, schema: { type: 'string' } },
  ];
  return [
    [
      `/${name}`,
      {
        get: operation(`search-${pascal(resource.singular)}-of`, [
          ...query,
          at('header', 'x-fields', 'simple', index % 3 === 0 ? object : list),
          at('cookie', 'theme', 'form', { type: 'string' }),
        ]),
      },
    ],
    [
      `/${name}/{first}/{second}`,
      { get: operation('simple', [at('path', 'first', 'simple', list), at('path', 'second', 'simple', object)]) },
    ],
    [`/${name}/matrix/{second}`, { get: operation('matrix', [at('path', 'second', 'matrix', index % 3 === 0 ? list : object)]) }],
    [`/${name}/label/{second}`, { get: operation('label', [at('path', 'second', 'label', list)]) }],
    [
      `/${name}/range/{from}..{to}.{format}`,
      {
        get: operation(
          'range',
          ['from', 'to', 'format'].map((key) => at('path', key, 'simple', { type: 'string' })),
        ),
      },
    ],
  ];
}
