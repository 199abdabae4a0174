import type { JsonObject } from '../../../src/json.ts';
import { info, inYaml, json, pathsOf, ref } from '../generated.ts';
import { camel, kebab, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

const all = resources(22);

/** An API that calls back. */
export const events = inYaml(
  'events',
  '3.1, YAML: webhooks, callbacks, links with expressions, path items as components, idempotency headers',
  () => ({
    openapi: '3.1.0',
    info: info('Events'),
    servers: [{ url: 'https://events.example.com/{base}', variables: { base: { default: 'v1' } } }],
    security: [{ mutual: [] }, { oidc: ['events'] }],
    paths: pathsOf(...all.map(pathsFor)),
    webhooks: Object.fromEntries(
      all.map(({ singular }) => [`${kebab(singular)}.changed`, ref('components/pathItems', `${pascal(singular)}Changed`)]),
    ),
    components: {
      schemas: Object.fromEntries(all.map((resource) => [pascal(resource.singular), objectOf(resource, camel)])),
      pathItems: Object.fromEntries(all.map(({ singular }) => [`${pascal(singular)}Changed`, changed(singular, 'webhook')])),
      callbacks: {
        Completed: {
          '{$request.body#/callbackUrl}': {
            post: {
              requestBody: { content: json({ type: 'object', properties: { done: { const: true } } }) },
              responses: { '2XX': { description: 'Heard.' } },
            },
          },
        },
      },
      links: { Self: { operationId: 'getAccount', parameters: { id: '$response.body#/id' } } },
      headers: { Location: { required: true, schema: { type: 'string', format: 'uri-reference' } } },
      securitySchemes: {
        mutual: { type: 'mutualTLS' },
        oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://id.example.com/.well-known/openid-configuration' },
      },
    },
  }),
);

function changed(singular: readonly string[], prefix: string): JsonObject {
  return {
    post: {
      operationId: `${prefix}${pascal(singular)}Changed`,
      requestBody: {
        required: true,
        content: json({
          type: 'object',
          properties: { before: ref('components/schemas', pascal(singular)), after: ref('components/schemas', pascal(singular)) },
        }),
      },
      responses: { 204: { description: 'Heard.' }, 410: { description: 'Do not call again.' } },
    },
  };
}

function pathsFor({ singular, plural }: Resource): readonly (readonly [string, JsonObject])[] {
  const name = pascal(singular);
  const content = json(ref('components/schemas', name));
  const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const created = {
    description: 'Made.',
    headers: { Location: ref('components/headers', 'Location') },
    content,
    links: { self: ref('components/links', 'Self'), [camel(singular)]: { operationRef: `#/paths/~1${kebab(plural)}~1{id}/get` } },
  };
  const operation = (verb: string, rest: JsonObject): JsonObject => ({ operationId: `${verb}${name}`, ...rest });
  return [
    [
      `/${kebab(plural)}`,
      {
        post: operation('start', {
          parameters: [key],
          requestBody: { required: true, content },
          responses: { 201: created },
          callbacks: {
            onCompleted: ref('components/callbacks', 'Completed'),
            [`on${name}Changed`]: { '{$request.query.url}/changed?id={$response.body#/id}': changed(singular, 'callback') },
          },
        }),
      },
    ],
    [
      `/${kebab(plural)}/{id}`,
      {
        parameters: [id],
        get: operation('get', { responses: { 200: { description: 'One.', content } } }),
        delete: operation('stop', { responses: { 202: { description: 'Soon.' } } }),
      },
    ],
    [
      `/${kebab(plural)}/{id}/subscriptions`,
      {
        parameters: [id],
        put: operation('subscribe', {
          requestBody: { content: json({ type: 'object', properties: { url: { type: 'string', format: 'uri' } } }) },
          responses: { 204: { description: 'Fine.' } },
        }),
      },
    ],
  ];
}
