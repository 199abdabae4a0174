import type { JsonObject } from '../../../src/json.ts';
import { info, inYaml, json, pathsOf, ref } from '../generated.ts';
import { camel, kebab, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

const all = resources(18);

/** What 3.2 brought: the query method and others, media types as components, streams of items, nested tags, one parameter for the query. */
export const openapi32 = inYaml(
  'openapi-3.2',
  '3.2, YAML: query, additionalOperations, querystring, mediaTypes, itemSchema, tag parents, device flow',
  () => ({
    openapi: '3.2.0',
    $self: 'https://apis.example.com/catalogue/openapi.yaml',
    info: info('Catalogue'),
    servers: [{ url: 'https://api.example.com/', name: 'production' }],
    tags: [{ name: 'all', summary: 'All', kind: 'nav' }, ...all.map(({ plural }) => ({ name: kebab(plural), parent: 'all', kind: 'nav' }))],
    security: [{ device: ['read'] }],
    paths: pathsOf(...all.map(pathsFor)),
    components: {
      schemas: Object.fromEntries(all.map((resource) => [pascal(resource.singular), objectOf(resource, camel)])),
      mediaTypes: Object.fromEntries(
        all.map(({ singular }) => [pascal(singular), { schema: ref('components/schemas', pascal(singular)) }]),
      ),
      securitySchemes: {
        device: {
          type: 'oauth2',
          oauth2MetadataUrl: 'https://id.example.com/.well-known/oauth-authorization-server',
          flows: {
            deviceAuthorization: {
              deviceAuthorizationUrl: 'https://id.example.com/device',
              tokenUrl: 'https://id.example.com/token',
              scopes: { read: 'Read.' },
            },
          },
        },
        old: { type: 'http', scheme: 'basic', deprecated: true },
      },
    },
  }),
);

function pathsFor({ singular, plural }: Resource, index: number): readonly (readonly [string, JsonObject])[] {
  const media = { 'application/json': ref('components/mediaTypes', pascal(singular)) };
  const id = { name: 'id', in: 'path', required: true, allowReserved: false, schema: { type: 'string', format: 'uuid' } };
  const search = {
    type: 'object',
    properties: { text: { type: 'string', maxLength: 100 }, size: { type: 'integer', maximum: 100 } },
    additionalProperties: false,
  };
  const ok = { 200: { summary: 'Fine', content: media } };
  const operation = (verb: string, rest: JsonObject): JsonObject => ({
    operationId: `${verb}${pascal(singular)}`,
    tags: [kebab(plural)],
    ...rest,
  });
  const stream = {
    200: {
      summary: 'What happens',
      content: {
        'text/event-stream': { itemSchema: { type: 'object', properties: { event: { type: 'string' }, data: { type: 'string' } } } },
      },
    },
  };
  return [
    [
      `/${kebab(plural)}`,
      {
        get: operation('list', {
          parameters: [{ name: 'search', in: 'querystring', content: { 'application/x-www-form-urlencoded': { schema: search } } }],
          responses: ok,
        }),
        query: operation('query', { requestBody: { required: true, content: json(search) }, responses: ok }),
        post: operation('create', { requestBody: { required: true, content: media }, responses: ok }),
      },
    ],
    [
      `/${kebab(plural)}/{id}`,
      {
        parameters: [id],
        get: operation('get', {
          parameters: [{ name: 'session', in: 'cookie', style: 'cookie', schema: { type: 'string' } }],
          responses: ok,
          deprecated: index % 6 === 0,
        }),
        additionalOperations: {
          COPY: operation('copy', { responses: ok }),
          LINK: operation('link', { responses: ok, security: [{ '#/components/securitySchemes/old': [] }] }),
        },
      },
    ],
    [`/${kebab(plural)}/events`, { get: operation('watch', { responses: stream }) }],
  ];
}
