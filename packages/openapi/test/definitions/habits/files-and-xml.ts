import type { JsonObject } from '../../../src/json.ts';
import { info, inJson, pathsOf, ref } from '../generated.ts';
import { camel, kebab, objectOf, pascal, type Resource, resources } from '../vocabulary.ts';

const all = resources(25);

/** Bodies other than JSON. */
export const filesAndXml = inJson(
  'files-and-xml',
  '3.0, JSON: multipart with encodings and headers, raw uploads, base64, XML with attributes, namespaces and wrapping',
  () => ({
    openapi: '3.0.3',
    info: info('Documents'),
    servers: [{ url: 'https://files.example.com/' }],
    paths: pathsOf(...all.map(pathsFor)),
    components: { schemas: Object.fromEntries(all.map((resource) => [pascal(resource.singular), xml(resource)])) },
  }),
);

function xml(resource: Resource): JsonObject {
  const object = objectOf(resource, camel);
  const properties = object['properties'] as JsonObject;
  return {
    ...object,
    properties: {
      ...properties,
      id: { ...(properties['id'] as JsonObject), xml: { attribute: true } },
      lines: { type: 'array', xml: { name: 'lines', wrapped: true }, items: { type: 'string', xml: { name: 'line' } } },
      thumbnail: { type: 'string', format: 'byte', maxLength: 10_000 },
    },
    xml: { name: kebab(resource.singular), namespace: 'https://example.com/ns', prefix: 'ex' },
  };
}

function pathsFor({ singular, plural }: Resource, index: number): readonly (readonly [string, JsonObject])[] {
  const schema = ref('components/schemas', pascal(singular));
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const operation = (verb: string, rest: JsonObject): JsonObject => ({ operationId: `${verb}${pascal(singular)}`, ...rest });
  const both = { 'application/xml': { schema }, 'application/json': { schema } };
  const multipart = {
    schema: {
      type: 'object',
      required: ['meta', 'files'],
      properties: {
        meta: schema,
        files: { type: 'array', items: { type: 'string', format: 'binary' } },
        tags: { type: 'array', items: { type: 'string' } },
        cover: { type: 'string', format: 'binary' },
      },
    },
    encoding: {
      meta: { contentType: index % 2 === 0 ? 'application/json' : 'application/xml' },
      cover: { contentType: 'image/png, image/jpeg', headers: { 'X-Checksum': { schema: { type: 'string' } } } },
      tags: { style: 'form', explode: true },
    },
  };
  const raw = { schema: { type: 'string', format: 'binary', maxLength: 10_000_000 } };
  const ok = { responses: { 200: { description: 'Fine.', content: both } } };
  return [
    [
      `/${kebab(plural)}`,
      {
        get: operation('list', {
          responses: {
            200: {
              description: 'All.',
              content: {
                'application/xml': { schema: { type: 'array', items: schema, xml: { name: kebab(plural), wrapped: true } } },
                'text/csv': { schema: { type: 'string' } },
              },
            },
          },
        }),
        post: operation('import', { requestBody: { required: true, content: { 'multipart/form-data': multipart } }, ...ok }),
      },
    ],
    [
      `/${kebab(plural)}/{id}`,
      { parameters: [id], get: operation('get', ok), put: operation('replace', { requestBody: { required: true, content: both }, ...ok }) },
    ],
    [
      `/${kebab(plural)}/{id}/content`,
      {
        parameters: [id],
        get: operation('download', {
          responses: {
            200: { description: 'Bytes.', content: { 'application/octet-stream': raw, 'image/*': raw } },
            206: { description: 'Some.' },
          },
        }),
        put: operation('upload', {
          requestBody: { required: true, content: { 'application/octet-stream': raw, 'application/pdf': raw } },
          responses: { 204: { description: 'Kept.' } },
        }),
      },
    ],
  ];
}
