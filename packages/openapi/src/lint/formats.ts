import { child, type Data, isPlainObject } from './document/data.ts';

/** A kind of document that rules can be restricted to. */
export interface Format {
  /** As rule sets name it. */
  readonly name: string;
  readonly title: string;
  readonly matches: (document: Data) => boolean;
}

function versioned(name: string, title: string, field: string, pattern: RegExp): Format {
  return { name, title, matches: (document) => isPlainObject(document) && pattern.test(shortText(child(document, field))) };
}

function shortText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 40) : '';
}

function draft(name: string, title: string, pattern: RegExp): Format {
  return versioned(name, title, '$schema', pattern);
}

const TYPES = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);

/** A document that looks like a JSON Schema though it does not say so. */
function looksLikeSchema(document: Data): boolean {
  if (!isPlainObject(document)) return false;
  const type = child(document, 'type');
  const hasType =
    typeof type === 'string' ? TYPES.has(type) : Array.isArray(type) && type.every((one) => typeof one === 'string' && TYPES.has(one));
  const combines = ['allOf', 'oneOf', 'anyOf', 'not', 'if'].some((keyword) => typeof (child(document, keyword) ?? undefined) === 'object');
  return hasType || combines || Array.isArray(child(document, 'enum'));
}

const JSON_SCHEMA = versioned('json-schema', 'JSON Schema', '$schema', /\/\/json-schema\.org\//);

/** In the order in which they are named to the user. */
const ALL: readonly Format[] = [
  versioned('oas2', 'OpenAPI 2.0 (Swagger)', 'swagger', /^\s*[+]?0*2(?!\d)/),
  versioned('oas3', 'OpenAPI 3.x', 'openapi', /^\s*[+]?0*3(?!\d)/),
  versioned('oas3_0', 'OpenAPI 3.0.x', 'openapi', /^3\.0(?:\.\d*)?$/),
  versioned('oas3_1', 'OpenAPI 3.1.x', 'openapi', /^3\.1(?:\.\d*)?$/),
  versioned('oas3_2', 'OpenAPI 3.2.x', 'openapi', /^3\.2(?:\.\d*)?$/),
  versioned('aas2', 'AsyncAPI 2.x', 'asyncapi', /^2\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/),
  ...[0, 1, 2, 3, 4, 5, 6].map((minor) =>
    versioned(`aas2_${minor}`, `AsyncAPI 2.${minor}.x`, 'asyncapi', new RegExp(`^2\\.${minor}\\.(?:0|[1-9]\\d*)$`)),
  ),
  versioned('aas3', 'AsyncAPI 3.x', 'asyncapi', /^3\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/),
  ...[0, 1].map((minor) => versioned(`aas3_${minor}`, `AsyncAPI 3.${minor}.x`, 'asyncapi', new RegExp(`^3\\.${minor}\\.(?:0|[1-9]\\d*)$`))),
  versioned('arazzo1_0', 'Arazzo 1.0.x', 'arazzo', /^1\.0(?:\.\d*)?$/),
  JSON_SCHEMA,
  {
    name: 'json-schema-loose',
    title: 'JSON Schema (loose)',
    matches: (document) => JSON_SCHEMA.matches(document) || looksLikeSchema(document),
  },
  draft('json-schema-draft4', 'JSON Schema Draft 4', /^https?:\/\/json-schema\.org\/draft-04\/(?:hyper-)?schema#?$/),
  draft('json-schema-draft6', 'JSON Schema Draft 6', /^https?:\/\/json-schema\.org\/draft-06\/(?:hyper-)?schema#?$/),
  draft('json-schema-draft7', 'JSON Schema Draft 7', /^https?:\/\/json-schema\.org\/draft-07\/(?:hyper-)?schema#?$/),
  draft('json-schema-2019-09', 'JSON Schema Draft 2019-09', /^https?:\/\/json-schema\.org\/draft\/2019-09\/(?:hyper-)?schema#?$/),
  draft('json-schema-2020-12', 'JSON Schema Draft 2020-12', /^https?:\/\/json-schema\.org\/draft\/2020-12\/(?:hyper-)?schema#?$/),
];

const OTHER_NAMES: Readonly<Record<string, string>> = { asyncapi2: 'aas2', asyncapi3: 'aas3', asyncApi2: 'aas2', asyncApi3: 'aas3' };

const BY_NAME: ReadonlyMap<string, Format> = new Map(ALL.map((format) => [format.name, format]));

export const FORMAT_NAMES: readonly string[] = ALL.map((format) => format.name);

/** The format with that title, by which modules of Spectral know it. */
export function formatTitled(title: string): Format | undefined {
  return title === '' ? undefined : ALL.find((format) => format.title === title);
}

/** The format of that name: `oas3.1` and `oas3_1` are one. */
export function formatNamed(name: string): Format | undefined {
  const plain = name.replaceAll('.', '_');
  return BY_NAME.get(OTHER_NAMES[plain] ?? plain) ?? BY_NAME.get(name);
}
