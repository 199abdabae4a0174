import type { JsonObject, JsonValue } from '../../../src/json.ts';
import { info, inJson, json, pathsOf, ref } from '../generated.ts';
import { camel, kebab, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

const all = resources(24);
/** As long as the lists of real definitions are: airports, currencies, product codes. */
const HUGE: JsonValue = Array.from({ length: 3000 }, (_, index) => `CODE-${index.toString(36).toUpperCase().padStart(4, '0')}`);

/** All of JSON Schema 2020-12 that 3.1 brought. */
export const jsonSchema = inJson(
  'json-schema',
  '3.1, JSON: tuples, recursive trees, if/then/else, dependent keywords, patterns of names, huge enumerations, const, boolean schemas',
  () => ({
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base',
    info: info('Schemas'),
    servers: [{ url: 'https://schemas.example.com' }],
    paths: pathsOf(...all.map(pathsFor)),
    components: {
      schemas: {
        Code: { type: 'string', enum: HUGE },
        Position: {
          type: 'array',
          prefixItems: [
            { type: 'number', minimum: -180, maximum: 180 },
            { type: 'number', minimum: -90, maximum: 90 },
          ],
          minItems: 2,
          items: false,
        },
        Polygon: { type: 'array', minItems: 1, items: { type: 'array', minItems: 4, items: ref('components/schemas', 'Position') } },
        Tree: {
          type: 'object',
          properties: { value: true, children: { type: 'array', items: ref('components/schemas', 'Tree') }, hidden: false },
          $defs: { leaf: { type: 'string' } },
        },
        Forest: {
          type: 'object',
          additionalProperties: {
            anyOf: [
              ref('components/schemas', 'Tree'),
              ref('components/schemas', 'Forest'),
              { $ref: '#/components/schemas/Tree/$defs/leaf' },
            ],
          },
        },
        ...Object.fromEntries(all.map((resource) => [pascal(resource.singular), conditional(resource)])),
      },
    },
  }),
);

function conditional(resource: Resource): JsonObject {
  return {
    ...objectOf(resource, camel),
    if: { properties: { status: { const: 'closed' } } },
    then: { required: ['closedAt'] },
    else: { properties: { closedAt: { type: 'null' } } },
    dependentRequired: { totalAmount: ['currency'] },
    dependentSchemas: { place: { properties: { place: ref('components/schemas', 'Position') } } },
    patternProperties: { '^x-[a-z]+$': { type: ['string', 'number', 'null'] } },
    propertyNames: { pattern: '^[a-zA-Z][a-zA-Z0-9-]*$' },
    contentMediaType: 'application/json',
    unevaluatedProperties: { type: ['string', 'null', 'object', 'array', 'integer'] },
  };
}

function pathsFor({ singular, plural }: Resource, index: number): readonly (readonly [string, JsonObject])[] {
  const content = json(ref('components/schemas', pascal(singular)));
  const id = { name: 'code', in: 'path', required: true, schema: ref('components/schemas', 'Code') };
  const area = { name: 'area', in: 'query', content: json(ref('components/schemas', index % 2 === 0 ? 'Polygon' : 'Position')) };
  const operation = (verb: string, rest: JsonObject): JsonObject => ({ operationId: `${verb}${pascal(singular)}`, ...rest });
  return [
    [
      `/${kebab(plural)}`,
      {
        get: operation('find', {
          parameters: [area],
          responses: { 200: { description: 'All.', content: json(ref('components/schemas', 'Forest')) } },
        }),
        post: operation('add', { requestBody: { required: true, content }, responses: { 201: { description: 'Made.', content } } }),
      },
    ],
    [
      `/${kebab(plural)}/{code}`,
      {
        parameters: [id],
        get: operation('get', { responses: { 200: { description: 'One.', content } } }),
        patch: operation('patch', {
          requestBody: {
            required: true,
            content: {
              'application/json-patch+json': {
                schema: {
                  type: 'array',
                  items: { type: 'object', required: ['op', 'path'], properties: { op: { enum: ['add', 'remove', 'test'] }, value: {} } },
                },
              },
            },
          },
          responses: { 200: { description: 'One.', content } },
        }),
      },
    ],
  ];
}
