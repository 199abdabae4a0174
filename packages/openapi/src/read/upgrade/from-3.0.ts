import type { DefinitionDocument } from '../../definition/document.ts';
import { isArray, type JsonObject, type JsonValue, member } from '../../json.ts';
import { type Trail, walk } from '../shapes.ts';

type Draft = Record<string, JsonValue>;

/** Keywords that constrain nothing: an alternative of only these and `nullable` is how some say "or null" in 3.0. */
const ANNOTATIONS: readonly string[] = [
  'title',
  'description',
  'deprecated',
  'default',
  'example',
  'externalDocs',
  'readOnly',
  'writeOnly',
];

/**
 * Turns a document of OpenAPI 3.0 into one of 3.1, in place: its schemas become those of JSON Schema 2020-12 (OpenAPI 3.1 section 4.8.24).
 * Only schemas are touched; what looks like one in an example or a default is data.
 */
export function from30(document: JsonObject): DefinitionDocument {
  const draft: Draft = document;
  draft['openapi'] = '3.1.1';
  const webhooks = draft['x-webhooks'];
  if (webhooks !== undefined && draft['webhooks'] === undefined) {
    draft['webhooks'] = webhooks;
    delete draft['x-webhooks'];
  }
  // First found and then changed: the walk does not see the schemas that a change puts between.
  const found: { readonly schema: JsonObject; readonly trail: Trail | undefined }[] = [];
  walk(document, (kind, schema, trail) => {
    if (kind === 'schema') found.push({ schema, trail });
  });
  for (const { schema, trail } of found) upgradeSchema(schema, trail);
  return document as DefinitionDocument;
}

function upgradeSchema(schema: Draft, trail: Trail | undefined): void {
  upgradeNullable(schema, trail);
  upgradeLimit(schema, 'minimum', 'exclusiveMinimum');
  upgradeLimit(schema, 'maximum', 'exclusiveMaximum');
  if (schema['example'] !== undefined) {
    schema['examples'] ??= [schema['example']];
    delete schema['example'];
  }
  upgradeContent(schema, trail);
}

/** What may be "or null" as a whole where it says no `type`. */
const COMPOSED = ['$ref', 'allOf', 'anyOf', 'oneOf'] as const;

/** Without a `type` beside it `nullable` has no say in 3.0.3, but what authors mean by it beside references and alternatives is "or null". */
function upgradeNullable(schema: Draft, trail: Trail | undefined): void {
  const nullable = schema['nullable'];
  if (typeof nullable !== 'boolean') return;
  const { type } = schema;
  const only = Object.keys(schema).every((key) => key === 'nullable' || ANNOTATIONS.includes(key) || key.startsWith('x-'));
  delete schema['nullable'];
  if (!nullable) return;
  if (typeof type === 'string') schema['type'] = [type, 'null'];
  else if (type === undefined && COMPOSED.some((keyword) => schema[keyword] !== undefined)) orNull(schema);
  else if (only && (trail?.parent?.key === 'oneOf' || trail?.parent?.key === 'anyOf')) schema['type'] = 'null';
}

function orNull(schema: Draft): void {
  const inner: Draft = {};
  for (const keyword of COMPOSED) {
    const value = schema[keyword];
    if (value !== undefined) inner[keyword] = value;
    delete schema[keyword];
  }
  const { allOf } = inner;
  const single = isArray(allOf) && allOf.length === 1 && Object.keys(inner).length === 1 ? allOf[0] : undefined;
  schema['anyOf'] = [single ?? inner, { type: 'null' }];
}

/** `exclusiveMinimum: true` beside `minimum: 1` becomes `exclusiveMinimum: 1`. */
function upgradeLimit(schema: Draft, limit: string, exclusive: string): void {
  const isExclusive = schema[exclusive];
  if (typeof isExclusive !== 'boolean') return;
  const value = schema[limit];
  delete schema[exclusive];
  if (!isExclusive || value === undefined) return;
  schema[exclusive] = value;
  delete schema[limit];
}

/** Raw bytes have no type in JSON Schema; a media type stands where none is said by what is around (section 4.8.14.2). */
function upgradeContent(schema: Draft, trail: Trail | undefined): void {
  const { type, format } = schema;
  const isText = type === 'string' || (isArray(type) && type.includes('string'));
  if (!isText || typeof format !== 'string') return;
  if (format === 'binary') {
    delete schema['type'];
    delete schema['format'];
    const isWholeBody = trail?.key === 'schema' && trail.parent?.parent?.key === 'content';
    if (!isWholeBody && member(schema, 'contentMediaType') === undefined) schema['contentMediaType'] = 'application/octet-stream';
  } else if (format === 'byte' || format === 'base64') {
    delete schema['format'];
    schema['contentEncoding'] = 'base64';
  }
}
