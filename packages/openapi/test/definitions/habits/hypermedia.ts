import type { JsonObject } from '../../../src/json.ts';
import { info, inJson, pathsOf, ref } from '../generated.ts';
import { kebab, objectOf, type Resource, resources, snake } from '../vocabulary.ts';

const all = resources(45);
const vendor = (schema: JsonObject): JsonObject => ({ 'application/json': { schema }, 'application/vnd.forge.v3+json': { schema } });

/** As GitHub describes its API. */
export const hypermedia = inJson(
  'hypermedia',
  '3.0.3, JSON, 315 operations: URL templates in answers, owner/repository paths, vendor media types, shared examples, Link headers',
  () => ({
    openapi: '3.0.3',
    info: info('Forge v3 REST API', '1.1.4'),
    servers: [{ url: 'https://api.forge.example' }],
    externalDocs: { url: 'https://docs.forge.example/rest' },
    paths: pathsOf(...all.map(pathsFor)),
    components: {
      schemas: {
        'basic-error': {
          title: 'Basic Error',
          type: 'object',
          properties: { message: { type: 'string' }, documentation_url: { type: 'string' } },
        },
        'simple-user': {
          type: 'object',
          properties: {
            login: { type: 'string', example: 'octocat' },
            followers_url: { type: 'string', example: 'https://api.forge.example/users/octocat/followers' },
          },
          required: ['login'],
        },
        ...Object.fromEntries(all.map((resource) => [kebab(resource.singular), hyper(resource)])),
      },
      parameters: {
        owner: { name: 'owner', in: 'path', required: true, schema: { type: 'string' } },
        repo: { name: 'repo', in: 'path', required: true, schema: { type: 'string' } },
        'per-page': { name: 'per_page', in: 'query', schema: { type: 'integer', default: 30 } },
        page: { name: 'page', in: 'query', schema: { type: 'integer', default: 1 } },
      },
      responses: {
        not_found: { description: 'Resource not found', content: vendor(ref('components/schemas', 'basic-error')) },
        not_modified: { description: 'Not modified' },
      },
      headers: { link: { example: '<https://api.forge.example/resource?page=2>; rel="next"', schema: { type: 'string' } } },
      examples: Object.fromEntries(
        all.map(({ singular }) => [
          kebab(singular),
          { value: { id: 1, url: 'https://api.forge.example/1', display_name: singular.join(' ') } },
        ]),
      ),
    },
    'x-webhooks': {
      push: {
        post: {
          operationId: 'push',
          requestBody: { content: { 'application/json': { schema: ref('components/schemas', 'simple-user') } } },
          responses: { 200: { description: 'Fine' } },
        },
      },
    },
  }),
);

function hyper(resource: Resource): JsonObject {
  const { properties, ...rest } = objectOf(resource, snake);
  const urls = ['url', 'html_url', 'comments_url'].map((name) => [
    name,
    { type: 'string', format: 'uri', example: `https://api.forge.example/{/${name}}` },
  ]);
  const owner = { nullable: true, allOf: [ref('components/schemas', 'simple-user')] };
  return { title: resource.singular.join(' '), ...rest, properties: { ...(properties as JsonObject), ...Object.fromEntries(urls), owner } };
}

function pathsFor({ singular, plural }: Resource, index: number): readonly (readonly [string, JsonObject])[] {
  const schema = ref('components/schemas', kebab(singular));
  const base = `/repos/{owner}/{repo}/${kebab(plural)}`;
  const repository = ['owner', 'repo'].map((name) => ref('components/parameters', name));
  const id = { name: `${snake(singular)}_id`, in: 'path', required: true, schema: { type: 'integer' } };
  const operation = (verb: string, rest: JsonObject): JsonObject => ({
    operationId: `${kebab(plural)}/${verb}`,
    tags: [kebab(plural)],
    'x-forge': { enabledForApps: true, category: kebab(plural), previews: [] },
    ...rest,
  });
  const example = { default: ref('components/examples', kebab(singular)) };
  const one = {
    200: { description: 'Response', content: { 'application/json': { schema, examples: example } } },
    404: ref('components/responses', 'not_found'),
  };
  const many = {
    200: {
      description: 'Response',
      headers: { Link: ref('components/headers', 'link') },
      content: vendor({ type: 'array', items: schema }),
    },
    304: ref('components/responses', 'not_modified'),
  };
  const paged = [ref('components/parameters', 'per-page'), ref('components/parameters', 'page')];
  const body = {
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: { title: { oneOf: [{ type: 'string' }, { type: 'integer' }] }, body: { type: 'string', nullable: true } },
            required: ['title'],
          },
        },
      },
    },
  };
  return [
    [
      base,
      {
        get: operation(`list-for-repo`, { parameters: [...repository, ...paged], responses: many }),
        post: operation('create', {
          parameters: repository,
          ...body,
          responses: { 201: { description: 'Created', content: { 'application/json': { schema } } } },
        }),
      },
    ],
    [
      `${base}/{${snake(singular)}_id}`,
      {
        parameters: [...repository, id],
        get: operation('get', { responses: one }),
        patch: operation('update', { ...body, responses: one }),
        delete: operation('delete', { responses: { 204: { description: 'Response' } } }),
      },
    ],
    [`/user/${kebab(plural)}`, { get: operation('list-for-authenticated-user', { parameters: paged, responses: many }) }],
    [
      `/users/{username}/${kebab(plural)}`,
      {
        get: operation('list-for-user', {
          deprecated: index % 9 === 0,
          parameters: [{ name: 'username', in: 'path', required: true, schema: { type: 'string' } }, ...paged],
          responses: many,
        }),
      },
    ],
  ];
}
