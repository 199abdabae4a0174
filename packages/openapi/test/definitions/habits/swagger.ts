import type { JsonObject } from '../../../src/json.ts';
import { info, inJson, pathsOf, ref } from '../generated.ts';
import { camel, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

const all = resources(24);

/** 2.0 as it was written by hand: bodies as parameters, collection formats, forms, shared parameters and responses. */
export const swagger = inJson(
  'swagger',
  '2.0, JSON: body and form parameters, collectionFormat, host and basePath, global consumes',
  () => ({
    swagger: '2.0',
    info: info('Pets and more'),
    host: 'api.example.com',
    basePath: '/v1',
    schemes: ['https'],
    consumes: ['application/json'],
    produces: ['application/json', 'application/xml'],
    security: [{ apiKey: [] }],
    securityDefinitions: {
      apiKey: { type: 'apiKey', in: 'query', name: 'api_key' },
      basic: { type: 'basic' },
      oauth: {
        type: 'oauth2',
        flow: 'accessCode',
        authorizationUrl: 'https://id.example.com/auth',
        tokenUrl: 'https://id.example.com/token',
        scopes: { read: 'Read.', write: 'Write.' },
      },
    },
    parameters: {
      Limit: { name: 'limit', in: 'query', type: 'integer', format: 'int32', maximum: 100 },
      Trace: { name: 'X-Trace', in: 'header', type: 'string' },
    },
    responses: { NotFound: { description: 'There is none.', schema: ref('definitions', 'Fault') } },
    paths: pathsOf(...all.map(pathsFor)),
    definitions: {
      Fault: {
        type: 'object',
        required: ['code'],
        properties: { code: { type: 'integer', format: 'int32' }, message: { type: 'string' } },
      },
      ...Object.fromEntries(all.map((resource) => [pascal(resource.singular), objectOf(resource, camel)])),
    },
  }),
);

function pathsFor({ singular, plural }: Resource, index: number): readonly (readonly [string, JsonObject])[] {
  const schema = ref('definitions', pascal(singular));
  const id = { name: 'id', in: 'path', required: true, type: 'string' };
  const body = { name: 'body', in: 'body', required: true, schema };
  const operation = (verb: string, rest: JsonObject): JsonObject => ({
    operationId: `${verb}${pascal(singular)}`,
    tags: [camel(plural)],
    ...rest,
  });
  const ok = { 200: { description: 'Fine.', schema, headers: { 'X-Rate-Limit': { type: 'integer' } } }, 404: ref('responses', 'NotFound') };
  const upload = {
    parameters: [id, { name: 'file', in: 'formData', type: 'file', required: true }, { name: 'note', in: 'formData', type: 'string' }],
    consumes: ['multipart/form-data'],
  };
  const form = {
    parameters: [id, { name: 'status', in: 'formData', type: 'string', enum: ['active', 'paused'], required: true }],
    consumes: ['application/x-www-form-urlencoded'],
  };
  return [
    [
      `/${camel(plural)}`,
      {
        get: operation('find', {
          parameters: [
            ref('parameters', 'Limit'),
            ref('parameters', 'Trace'),
            { name: 'ids', in: 'query', type: 'array', collectionFormat: index % 2 === 0 ? 'csv' : 'multi', items: { type: 'string' } },
            { name: 'states', in: 'query', type: 'array', collectionFormat: 'pipes', items: { type: 'string', enum: ['draft', 'active'] } },
          ],
          responses: { 200: { description: 'All.', schema: { type: 'array', items: schema } } },
        }),
        post: operation('add', { parameters: [body], responses: ok, security: [{ oauth: ['write'] }] }),
      },
    ],
    [
      `/${camel(plural)}/{id}`,
      { parameters: [id], get: operation('get', { responses: ok }), put: operation('replace', { parameters: [body], responses: ok }) },
    ],
    [`/${camel(plural)}/{id}/image`, { post: operation('upload', { ...upload, responses: ok }) }],
    [`/${camel(plural)}/{id}/status`, { post: operation('setStatusOf', { ...form, responses: ok, deprecated: index % 5 === 0 }) }],
  ];
}
