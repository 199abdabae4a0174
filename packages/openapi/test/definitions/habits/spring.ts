import type { JsonObject } from '../../../src/json.ts';
import { info, inYaml, pathsOf, ref } from '../generated.ts';
import { camel, kebab, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

const all = resources(22);
const any = (schema: JsonObject): JsonObject => ({ '*/*': { schema } });

/** As springdoc writes it. */
export const spring = inYaml(
  'spring',
  '3.0.1, YAML: media type */*, pageable objects in the query, controllers as tags, HATEOAS links',
  () => ({
    openapi: '3.0.1',
    info: info('OpenAPI definition', 'v0'),
    servers: [{ url: 'http://localhost:8080', description: 'Generated server url' }],
    tags: all.map(({ singular }) => ({ name: `${kebab(singular)}-controller`, description: `${pascal(singular)} Controller` })),
    paths: pathsOf(...all.map(pathsFor)),
    components: {
      schemas: {
        Pageable: {
          type: 'object',
          properties: {
            page: { minimum: 0, type: 'integer', format: 'int32' },
            size: { minimum: 1, type: 'integer', format: 'int32' },
            sort: { type: 'array', items: { type: 'string' } },
          },
        },
        Link: { type: 'object', properties: { href: { type: 'string' }, templated: { type: 'boolean' } } },
        Links: { type: 'object', additionalProperties: ref('components/schemas', 'Link') },
        ...Object.fromEntries(
          all.flatMap((resource) => {
            const name = pascal(resource.singular);
            const content = { type: 'array', items: ref('components/schemas', `EntityModel${name}`) };
            return [
              [name, objectOf(resource, camel)],
              [
                `EntityModel${name}`,
                {
                  allOf: [ref('components/schemas', name), { type: 'object', properties: { _links: ref('components/schemas', 'Links') } }],
                },
              ],
              [
                `Page${name}`,
                {
                  type: 'object',
                  properties: {
                    content,
                    totalElements: { type: 'integer', format: 'int64' },
                    last: { type: 'boolean' },
                    pageable: ref('components/schemas', 'Pageable'),
                  },
                },
              ],
            ];
          }),
        ),
      },
      securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }),
);

function pathsFor({ singular, plural }: Resource, index: number): readonly (readonly [string, JsonObject])[] {
  const name = pascal(singular);
  const entity = any(ref('components/schemas', `EntityModel${name}`));
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer', format: 'int64' } };
  const pageable = { name: 'pageable', in: 'query', required: true, schema: ref('components/schemas', 'Pageable') };
  const body = { requestBody: { content: { 'application/json': { schema: ref('components/schemas', name) } }, required: true } };
  const operation = (operationId: string, rest: JsonObject): JsonObject => ({
    tags: [`${kebab(singular)}-controller`],
    operationId,
    ...rest,
  });
  const counter = index === 0 ? '' : `_${index}`;
  const ok = { responses: { 200: { description: 'OK', content: entity } } };
  return [
    [
      `/api/${kebab(plural)}`,
      {
        get: operation(`findAll${counter}`, {
          parameters: [pageable],
          responses: { 200: { description: 'OK', content: any(ref('components/schemas', `Page${name}`)) } },
        }),
        post: operation(`save${counter}`, { ...body, ...ok, security: [{ bearerAuth: [] }] }),
      },
    ],
    [
      `/api/${kebab(plural)}/{id}`,
      {
        get: operation(`findById${counter}`, { parameters: [id], ...ok }),
        put: operation(`update${counter}`, { parameters: [id], ...body, ...ok }),
        delete: operation(`deleteById${counter}`, { parameters: [id], responses: { 200: { description: 'OK' } } }),
      },
    ],
    [
      `/api/${kebab(plural)}/search/findByStatus`,
      {
        get: operation(`findByStatus${counter}`, {
          parameters: [{ name: 'status', in: 'query', required: true, schema: { type: 'string' } }],
          ...ok,
        }),
      },
    ],
  ];
}
