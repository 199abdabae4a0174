import type { JsonObject } from '../../../src/json.ts';
import { info, inYaml, json, pathsOf, ref } from '../generated.ts';
import { camel, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

const all = resources(24);

/** Classes as schemas. */
export const inheritance = inYaml(
  'inheritance',
  '3.0, YAML: four levels of allOf, oneOf with discriminator and mapping, abstract parents, nullable references',
  () => ({
    openapi: '3.0.2',
    info: info('Zoo'),
    servers: [{ url: 'https://zoo.example.com' }],
    paths: pathsOf(...all.map(pathsFor)),
    components: {
      schemas: {
        Entity: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } }, discriminator: { propertyName: 'kind' } },
        Audited: {
          allOf: [
            ref('components/schemas', 'Entity'),
            {
              type: 'object',
              properties: { createdBy: { type: 'string' }, parent: { nullable: true, allOf: [ref('components/schemas', 'Entity')] } },
            },
          ],
        },
        ...Object.fromEntries(all.flatMap(classes)),
      },
    },
  }),
);

function classes(resource: Resource): readonly (readonly [string, JsonObject])[] {
  const name = pascal(resource.singular);
  const variant = (suffix: string, extra: JsonObject): readonly [string, JsonObject] => [
    `${suffix}${name}`,
    {
      allOf: [
        ref('components/schemas', name),
        { type: 'object', required: ['kind'], properties: { kind: { type: 'string', enum: [`${suffix}${name}`] }, ...extra } },
      ],
    },
  ];
  const mapping = Object.fromEntries(['Simple', 'Compound'].map((suffix) => [`${suffix}${name}`, `#/components/schemas/${suffix}${name}`]));
  return [
    [name, { allOf: [ref('components/schemas', 'Audited'), objectOf(resource, camel)] }],
    variant('Simple', { weight: { type: 'number', minimum: 0, exclusiveMinimum: true } }),
    variant('Compound', { parts: { type: 'array', minItems: 1, items: ref('components/schemas', `Any${name}`) } }),
    [
      `Any${name}`,
      {
        oneOf: [ref('components/schemas', `Simple${name}`), ref('components/schemas', `Compound${name}`)],
        discriminator: { propertyName: 'kind', mapping },
      },
    ],
  ];
}

function pathsFor({ singular, plural }: Resource): readonly (readonly [string, JsonObject])[] {
  const any = json(ref('components/schemas', `Any${pascal(singular)}`));
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer', format: 'int64' } };
  const operation = (verb: string, rest: JsonObject): JsonObject => ({ operationId: `${verb}${pascal(singular)}`, ...rest });
  const ok = { responses: { 200: { description: 'Fine.', content: any } } };
  return [
    [
      `/${camel(plural)}`,
      {
        get: operation('find', {
          responses: {
            200: { description: 'All.', content: json({ type: 'array', items: ref('components/schemas', `Any${pascal(singular)}`) }) },
          },
        }),
        post: operation('add', { requestBody: { required: true, content: any }, ...ok }),
      },
    ],
    [
      `/${camel(plural)}/{id}`,
      {
        parameters: [id],
        get: operation('get', ok),
        put: operation('put', { requestBody: { required: true, content: any }, ...ok }),
        delete: operation('drop', { responses: { 204: { description: 'Gone.' } } }),
      },
    ],
  ];
}
