import type { JsonObject } from '../../../src/json.ts';
import { info, inJson, pathsOf, ref } from '../generated.ts';
import { camel, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

const all = resources(40);
const BYTES = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];

/** As Kubernetes describes its API. */
export const kubernetes = inJson(
  'kubernetes',
  '2.0, JSON, 400 operations: dotted names, several patch formats, watches, parameters of the path, int-or-string',
  () => ({
    swagger: '2.0',
    info: info('Cluster', 'v1.31.0'),
    securityDefinitions: { BearerToken: { type: 'apiKey', name: 'authorization', in: 'header' } },
    security: [{ BearerToken: [] }],
    paths: pathsOf(...all.map(pathsFor)),
    definitions: {
      'io.cluster.meta.v1.ObjectMeta': {
        type: 'object',
        properties: {
          name: { type: 'string' },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          creationTimestamp: ref('definitions', 'io.cluster.meta.v1.Time'),
          ownerReferences: {
            type: 'array',
            items: { type: 'object', required: ['uid'], properties: { uid: { type: 'string' } } },
            'x-kubernetes-patch-merge-key': 'uid',
          },
        },
      },
      'io.cluster.meta.v1.Time': { type: 'string', format: 'date-time' },
      'io.cluster.meta.v1.Patch': { type: 'object', description: 'A patch.' },
      'io.cluster.util.IntOrString': { type: 'string', format: 'int-or-string' },
      'io.cluster.meta.v1.Status': {
        type: 'object',
        properties: { code: { type: 'integer', format: 'int32' }, reason: { type: 'string' } },
      },
      ...Object.fromEntries(all.flatMap(kinds)),
    },
  }),
);

function kinds(resource: Resource): readonly (readonly [string, JsonObject])[] {
  const kind = pascal(resource.singular);
  const named = (suffix: string): string => `io.cluster.api.core.v1.${kind}${suffix}`;
  const group = { 'x-kubernetes-group-version-kind': [{ group: '', kind, version: 'v1' }] };
  const meta = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: ref('definitions', 'io.cluster.meta.v1.ObjectMeta') };
  return [
    [
      named(''),
      {
        type: 'object',
        properties: {
          ...meta,
          spec: ref('definitions', named('Spec')),
          status: { type: 'object', additionalProperties: ref('definitions', 'io.cluster.util.IntOrString') },
        },
        ...group,
      },
    ],
    [named('Spec'), objectOf(resource, camel)],
    [
      named('List'),
      {
        type: 'object',
        required: ['items'],
        properties: { ...meta, items: { type: 'array', items: ref('definitions', named('')) } },
        ...group,
      },
    ],
  ];
}

function pathsFor({ singular, plural }: Resource): readonly (readonly [string, JsonObject])[] {
  const kind = pascal(singular);
  const definition = (suffix: string): JsonObject => ref('definitions', `io.cluster.api.core.v1.${kind}${suffix}`);
  const base = `/api/v1/namespaces/{namespace}/${camel(plural).toLowerCase()}`;
  const namespace = { name: 'namespace', in: 'path', required: true, type: 'string', uniqueItems: true };
  const name = { name: 'name', in: 'path', required: true, type: 'string', uniqueItems: true };
  const pretty = { name: 'pretty', in: 'query', type: 'string', uniqueItems: true };
  const query = ['continue', 'fieldSelector', 'labelSelector', 'limit', 'watch'].map((key) => ({
    name: key,
    in: 'query',
    type: key === 'limit' ? 'integer' : key === 'watch' ? 'boolean' : 'string',
    uniqueItems: true,
  }));
  const body = { name: 'body', in: 'body', required: true, schema: definition('') };
  const ok = (schema: JsonObject): JsonObject => ({ 200: { description: 'OK', schema }, 401: { description: 'Unauthorized' } });
  const operation = (verb: string, schema: JsonObject, rest: JsonObject): JsonObject => ({
    operationId: `${verb}CoreV1Namespaced${kind}`,
    consumes: ['*/*'],
    produces: [...BYTES, `${BYTES[0]};stream=watch`],
    schemes: ['https'],
    tags: ['core_v1'],
    responses: ok(schema),
    'x-kubernetes-action': verb,
    ...rest,
  });
  const patches = [
    'application/json-patch+json',
    'application/merge-patch+json',
    'application/strategic-merge-patch+json',
    'application/apply-patch+yaml',
  ];
  const patch = {
    consumes: patches,
    parameters: [
      { name: 'body', in: 'body', required: true, schema: ref('definitions', 'io.cluster.meta.v1.Patch') },
      { name: 'force', in: 'query', type: 'boolean' },
    ],
  };
  const status = ref('definitions', 'io.cluster.meta.v1.Status');
  return [
    [
      base,
      {
        parameters: [namespace, pretty],
        get: operation('list', definition('List'), { parameters: query }),
        post: operation('create', definition(''), { parameters: [body] }),
        delete: operation('deletecollection', status, { parameters: query }),
      },
    ],
    [
      `${base}/{name}`,
      {
        parameters: [name, namespace, pretty],
        get: operation('read', definition(''), {}),
        put: operation('replace', definition(''), { parameters: [body] }),
        patch: operation('patch', definition(''), patch),
        delete: operation('delete', status, {}),
      },
    ],
    [
      `${base}/{name}/status`,
      {
        parameters: [name, namespace],
        get: operation('readStatus', definition(''), {}),
        put: operation('replaceStatus', definition(''), { parameters: [body] }),
      },
    ],
    [
      `/api/v1/watch/namespaces/{namespace}/${camel(plural).toLowerCase()}`,
      { parameters: [namespace, ...query], get: operation('watch', definition('List'), { deprecated: true }) },
    ],
  ];
}
