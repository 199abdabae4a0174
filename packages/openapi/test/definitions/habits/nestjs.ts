import type { JsonObject } from '../../../src/json.ts';
import { info, inJson, json, pathsOf, ref } from '../generated.ts';
import { camel, kebab, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

const all = resources(26);

/** As the Swagger module of NestJS writes it. */
export const nestjs = inJson(
  'nestjs',
  '3.0.0, JSON: controllers in operation ids, DTOs, empty descriptions and parameters, versioned prefix',
  () => ({
    openapi: '3.0.0',
    paths: pathsOf(...all.map(pathsFor)),
    info: { ...info('Nest'), contact: {} },
    tags: [],
    servers: [],
    components: {
      securitySchemes: {
        bearer: { scheme: 'bearer', bearerFormat: 'JWT', type: 'http' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'connect.sid' },
      },
      schemas: Object.fromEntries(
        all.flatMap((resource) => {
          const create = objectOf(resource, camel);
          return [
            [`Create${pascal(resource.singular)}Dto`, create],
            [`Update${pascal(resource.singular)}Dto`, { ...create, required: [] }],
          ];
        }),
      ),
    },
  }),
);

function pathsFor({ singular, plural }: Resource): readonly (readonly [string, JsonObject])[] {
  const controller = `${pascal(plural)}Controller`;
  const dto = (prefix: string): JsonObject => json(ref('components/schemas', `${prefix}${pascal(singular)}Dto`));
  const operation = (handler: string, rest: JsonObject): JsonObject => ({
    operationId: `${controller}_${handler}`,
    parameters: [],
    tags: [kebab(plural)],
    security: [{ bearer: [] }, { cookie: [] }],
    ...rest,
  });
  const id = { name: 'id', required: true, in: 'path', schema: { type: 'string' } };
  const ok = { responses: { 200: { description: '', content: dto('Create') } } };
  return [
    [
      `/v1/${kebab(plural)}`,
      {
        post: operation('create', { requestBody: { required: true, content: dto('Create') }, responses: { 201: { description: '' } } }),
        get: operation('findAll', {
          parameters: [{ name: 'page', required: false, in: 'query', schema: { default: 1, type: 'number' } }],
          responses: {
            200: { description: '', content: json({ type: 'array', items: ref('components/schemas', `Create${pascal(singular)}Dto`) }) },
          },
        }),
      },
    ],
    [
      `/v1/${kebab(plural)}/{id}`,
      {
        get: operation('findOne', { parameters: [id], ...ok }),
        patch: operation('update', { parameters: [id], requestBody: { required: true, content: dto('Update') }, ...ok }),
        delete: operation('remove', { parameters: [id], responses: { 200: { description: '' } } }),
      },
    ],
  ];
}
