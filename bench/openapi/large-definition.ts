/** The versions in which the large definition is written. */
export type Version = '2.0' | '3.0' | '3.1';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const WORDS = 'account order invoice shipment address customer payment refund product category warehouse supplier contract ticket'.split(
  ' ',
);

/**
 * A definition as a large company has one: many resources of the same habits, each with a schema, list, create, read, replace and delete, long
 * descriptions, examples, enumerations, references between the schemas. About 20 kB of JSON a resource.
 */
export function largeDefinition(resources: number, version: Version): Json {
  const names = Array.from({ length: resources }, (_, index) => `${WORDS[index % WORDS.length] ?? ''}${Math.floor(index / WORDS.length)}`);
  const schemas = Object.fromEntries(names.flatMap((name, index) => schemasOf(name, names[(index + 7) % names.length] ?? name, version)));
  const paths = Object.fromEntries(names.flatMap((name) => pathsOf(name, version)));
  const info = { title: 'Large', version: '1.0.0', description: text('the whole', 12) };
  return version === '2.0'
    ? { swagger: '2.0', info, basePath: '/v1', consumes: [JSON_TYPE], produces: [JSON_TYPE], paths, definitions: schemas }
    : {
        openapi: version === '3.0' ? '3.0.3' : '3.1.1',
        info,
        servers: [{ url: 'https://api.example.com/v1' }],
        paths,
        components: { schemas },
      };
}

const JSON_TYPE = 'application/json';

function text(about: string, sentences: number): string {
  return Array.from(
    { length: sentences },
    (_, index) => `What ${about} is for, said in sentence ${index + 1} of some length: see "the guide".`,
  )
    .join('\n')
    .trim();
}

function schemasOf(name: string, other: string, version: Version): readonly (readonly [string, Json])[] {
  const properties: [string, Json][] = Array.from({ length: 40 }, (_, index) => {
    const description = text(`the field ${index} of ${name}`, 1 + (index % 3));
    const kinds: readonly Json[] = [
      { type: 'string', description, maxLength: 200, example: `a value ${index}` },
      { type: 'integer', format: 'int64', description, minimum: 0 },
      { type: 'string', description, enum: ['draft', 'open', 'paid', 'sent', 'closed', 'void', 'disputed', 'archived'] },
      { type: 'array', description, maxItems: 100, items: { $ref: reference(other, version) } },
      { ...nullableText(version), description },
      { type: 'object', description, additionalProperties: { type: 'string' } },
      { type: 'string', format: 'date-time', description, example: '2026-01-02T03:04:05Z' },
      { $ref: reference(other, version) },
    ];
    return [`field_${index}`, kinds[index % kinds.length] ?? {}];
  });
  const schema = {
    type: 'object',
    description: text(name, 4),
    required: ['field_0', 'field_1'],
    properties: Object.fromEntries(properties),
  };
  return [[name, schema]];
}

function nullableText(version: Version): { readonly [name: string]: Json } {
  if (version === '3.1') return { type: ['string', 'null'] };
  return { type: 'string', [version === '3.0' ? 'nullable' : 'x-nullable']: true };
}

function pathsOf(name: string, version: Version): readonly (readonly [string, Json])[] {
  const schema = { $ref: reference(name, version) };
  const parameter = (at: string, called: string, type: string): Json => ({
    name: called,
    in: at,
    description: text(called, 1),
    ...(at === 'path' && { required: true }),
    ...(version === '2.0' ? { type } : { schema: { type } }),
  });
  const answer = (description: string, body: Json): Json =>
    version === '2.0' ? { description, schema: body } : { description, content: { [JSON_TYPE]: { schema: body } } };
  const error = answer(text('an error', 1), { type: 'object', properties: { title: { type: 'string' }, status: { type: 'integer' } } });
  const operation = (verb: string, parameters: readonly Json[], ok: Json, writes: boolean): Json => {
    const body = { in: 'body', name: 'body', required: true, schema };
    return {
      operationId: `${verb}_${name}`,
      summary: `${verb} ${name}`,
      description: text(`${verb} of ${name}`, 6),
      tags: [name],
      parameters: writes && version === '2.0' ? [...parameters, body] : parameters,
      ...(writes && version !== '2.0' && { requestBody: { required: true, content: { [JSON_TYPE]: { schema } } } }),
      responses: { 200: ok, 400: error, 404: error, 429: error },
    };
  };
  const one = answer(`The ${name}.`, schema);
  const list = ['limit', 'offset', 'page', 'size'].map((called) => parameter('query', called, 'integer'));
  const filters = ['sort', 'status', 'q', 'fields'].map((called) => parameter('query', called, 'string'));
  const id = parameter('path', 'id', 'string');
  return [
    [
      `/${name}`,
      {
        get: operation('list', [...list, ...filters], answer('A page.', { type: 'array', items: schema }), false),
        post: operation('create', [], one, true),
      },
    ],
    [
      `/${name}/{id}`,
      {
        get: operation('read', [id], one, false),
        put: operation('replace', [id], one, true),
        delete: operation('delete', [id], one, false),
      },
    ],
  ];
}

function reference(name: string, version: Version): string {
  return version === '2.0' ? `#/definitions/${name}` : `#/components/schemas/${name}`;
}
