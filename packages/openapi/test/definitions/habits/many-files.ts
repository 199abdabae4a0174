import type { JsonObject } from '../../../src/json.ts';
import { type GeneratedDefinition, info, toYaml } from '../generated.ts';
import { camel, kebab, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

const all = resources(20);

/** One file for each path and each schema, which refer to each other in rings. */
export const manyFiles: GeneratedDefinition = {
  name: 'many-files',
  about: '3.1 in 62 files of YAML and JSON: paths, schemas and shared parts apart, rings between schemas in several files',
  files: () => ({
    'openapi.yaml': toYaml({
      openapi: '3.1.1',
      info: info('In many files'),
      servers: [{ url: '/v3' }],
      security: [{ token: [] }],
      paths: Object.fromEntries(
        all.flatMap(({ plural }) => [
          [`/${kebab(plural)}`, { $ref: `paths/${kebab(plural)}.yaml` }],
          [`/${kebab(plural)}/{id}`, { $ref: `paths/${kebab(plural)}-item.yaml#/item` }],
        ]),
      ),
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    }),
    'shared/parts.json': JSON.stringify({
      id: { name: 'id', in: 'path', required: true, schema: { $ref: '#/uuid' } },
      limit: { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } },
      uuid: { type: 'string', format: 'uuid' },
      fault: {
        description: 'A fault.',
        content: { 'application/problem+json': { schema: { type: 'object', properties: { title: { type: 'string' } } } } },
      },
    }),
    ...Object.fromEntries(all.flatMap(filesFor)),
  }),
};

function filesFor(resource: Resource, index: number): readonly (readonly [string, string])[] {
  const { singular, plural } = resource;
  const neighbour = kebab(all[(index + 1) % all.length]?.singular ?? []);
  const object = objectOf(resource, camel);
  const schema = {
    ...object,
    properties: {
      ...(object['properties'] as JsonObject),
      next: { $ref: `${neighbour}.yaml` },
      related: { type: 'array', items: { $ref: `./${kebab(singular)}.yaml` } },
    },
  };
  const content = { 'application/json': { schema: { $ref: `../schemas/${kebab(singular)}.yaml` } } };
  const fault = { default: { $ref: '../shared/parts.json#/fault' } };
  const operation = (verb: string, rest: JsonObject): JsonObject => ({ operationId: `${verb}${pascal(singular)}`, ...rest });
  const ok = { responses: { 200: { description: 'Fine.', content }, ...fault } };
  const many = {
    get: operation('list', { parameters: [{ $ref: '../shared/parts.json#/limit' }], ...ok }),
    post: operation('create', { requestBody: { required: true, content }, ...ok }),
  };
  const item = {
    parameters: [{ $ref: '../shared/parts.json#/id' }],
    get: operation('get', ok),
    put: operation('replace', { requestBody: { required: true, content }, ...ok }),
    delete: operation('delete', { responses: fault }),
  };
  return [
    [`paths/${kebab(plural)}.yaml`, toYaml(many)],
    [`paths/${kebab(plural)}-item.yaml`, toYaml({ item })],
    [`schemas/${kebab(singular)}.yaml`, toYaml(schema)],
  ];
}
