import type { JsonObject } from '../../../src/json.ts';
import { info, inJson, pathsOf, ref } from '../generated.ts';
import { camel, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

const all = resources(24);
const everyJson = (schema: JsonObject): JsonObject => ({
  'text/plain': { schema },
  'application/json': { schema },
  'text/json': { schema },
});

/** As Swashbuckle writes it for ASP.NET. */
export const aspnet = inJson(
  'aspnet',
  '3.0.1, JSON: three media types each, nullable everywhere, closed objects, ProblemDetails, numeric enums, no operation ids',
  () => ({
    openapi: '3.0.1',
    info: info('Company.Service', 'v1'),
    paths: pathsOf(...all.map(pathsFor)),
    components: {
      schemas: {
        ProblemDetails: {
          type: 'object',
          properties: {
            type: { type: 'string', nullable: true },
            title: { type: 'string', nullable: true },
            status: { type: 'integer', format: 'int32', nullable: true },
          },
          additionalProperties: {},
        },
        Kind: { enum: [0, 1, 2, 3], type: 'integer', format: 'int32' },
        ...Object.fromEntries(all.map((resource) => [pascal(resource.singular), closed(resource)])),
      },
      securitySchemes: { Bearer: { type: 'apiKey', description: 'JWT', name: 'Authorization', in: 'header' } },
    },
    security: [{ Bearer: [] }],
  }),
);

function closed(resource: Resource): JsonObject {
  const properties = resource.fields.map(({ words, schema }) => [camel(words), { ...schema, nullable: true }]);
  return {
    ...objectOf(resource, camel),
    properties: { ...Object.fromEntries(properties), kind: ref('components/schemas', 'Kind') },
    additionalProperties: false,
  };
}

function pathsFor({ singular, plural }: Resource): readonly (readonly [string, JsonObject])[] {
  const schema = ref('components/schemas', pascal(singular));
  const tags = [pascal(plural)];
  const problem = { description: 'Bad Request', content: everyJson(ref('components/schemas', 'ProblemDetails')) };
  const ok = { 200: { description: 'Success', content: everyJson(schema) }, 400: problem };
  const body = { requestBody: { content: { 'application/json': { schema }, 'text/json': { schema }, 'application/*+json': { schema } } } };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
  return [
    [
      `/api/${pascal(plural)}`,
      {
        get: {
          tags,
          parameters: [
            { name: 'Page', in: 'query', schema: { type: 'integer', format: 'int32' } },
            { name: 'api-version', in: 'query', schema: { type: 'string', default: '1.0' } },
          ],
          responses: { 200: { description: 'Success', content: everyJson({ type: 'array', items: schema }) } },
        },
        post: { tags, ...body, responses: ok },
      },
    ],
    [
      `/api/${pascal(plural)}/{id}`,
      {
        get: { tags, parameters: [id], responses: ok },
        put: { tags, parameters: [id], ...body, responses: ok },
        delete: { tags, parameters: [id], responses: { 204: { description: 'No Content' } } },
      },
    ],
    [
      `/api/${pascal(plural)}/{id}/Archive`,
      { post: { tags, parameters: [id], responses: { 202: { description: 'Accepted' }, 400: problem } } },
    ],
  ];
}
