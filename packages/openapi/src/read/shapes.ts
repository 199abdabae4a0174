import { isArray, isObject, type JsonObject, type JsonValue, members } from '../json.ts';

/** The objects of OpenAPI (2.0 and 3.x) that can hold references or schemas. */
export type Kind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'callback'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'mediaType'
  | 'encoding'
  | 'response'
  | 'example'
  | 'link'
  | 'securityScheme'
  | 'schema';

type Rule = readonly ['one' | 'list' | 'map', Kind];

const operation: Rule = ['one', 'operation'];
const schema: Rule = ['one', 'schema'];
const schemaList: Rule = ['list', 'schema'];
const schemaMap: Rule = ['map', 'schema'];
const parameterLike: Readonly<Record<string, Rule>> = {
  schema,
  items: schema,
  content: ['map', 'mediaType'],
  examples: ['map', 'example'],
};
const encodings: Readonly<Record<string, Rule>> = {
  encoding: ['map', 'encoding'],
  prefixEncoding: ['list', 'encoding'],
  itemEncoding: ['one', 'encoding'],
};

/**
 * Which members of an object are of which kind. Everything that is not named here is data (examples, defaults, extensions): `$ref` in it
 * is no reference. Members of 2.0 stand beside those of 3.x where their names do not clash.
 */
const SHAPES: Readonly<Record<Kind, Readonly<Record<string, Rule>>>> = {
  document: {
    paths: ['map', 'pathItem'],
    webhooks: ['map', 'pathItem'],
    components: ['one', 'components'],
    definitions: schemaMap,
    parameters: ['map', 'parameter'],
    responses: ['map', 'response'],
  },
  components: {
    schemas: schemaMap,
    responses: ['map', 'response'],
    parameters: ['map', 'parameter'],
    examples: ['map', 'example'],
    requestBodies: ['map', 'requestBody'],
    headers: ['map', 'header'],
    securitySchemes: ['map', 'securityScheme'],
    links: ['map', 'link'],
    callbacks: ['map', 'callback'],
    pathItems: ['map', 'pathItem'],
    mediaTypes: ['map', 'mediaType'],
  },
  pathItem: {
    get: operation,
    put: operation,
    post: operation,
    delete: operation,
    options: operation,
    head: operation,
    patch: operation,
    trace: operation,
    query: operation,
    additionalOperations: ['map', 'operation'],
    parameters: ['list', 'parameter'],
  },
  operation: {
    parameters: ['list', 'parameter'],
    requestBody: ['one', 'requestBody'],
    responses: ['map', 'response'],
    callbacks: ['map', 'callback'],
  },
  callback: {},
  parameter: parameterLike,
  header: parameterLike,
  requestBody: { content: ['map', 'mediaType'] },
  mediaType: { schema, itemSchema: schema, examples: ['map', 'example'], ...encodings },
  encoding: { headers: ['map', 'header'], ...encodings },
  response: { schema, headers: ['map', 'header'], content: ['map', 'mediaType'], links: ['map', 'link'] },
  example: {},
  link: {},
  securityScheme: {},
  schema: {
    properties: schemaMap,
    patternProperties: schemaMap,
    dependentSchemas: schemaMap,
    $defs: schemaMap,
    definitions: schemaMap,
    allOf: schemaList,
    anyOf: schemaList,
    oneOf: schemaList,
    prefixItems: schemaList,
    items: schema,
    contains: schema,
    not: schema,
    if: schema,
    then: schema,
    else: schema,
    additionalProperties: schema,
    propertyNames: schema,
    unevaluatedItems: schema,
    unevaluatedProperties: schema,
    contentSchema: schema,
  },
};

/** How the member `name` of an object of that kind is to be read; undefined where it is data. */
export function memberRule(kind: Kind, name: string): Rule | undefined {
  if (kind === 'callback') return name.startsWith('x-') ? undefined : ['one', 'pathItem'];
  return Object.hasOwn(SHAPES[kind], name) ? SHAPES[kind][name] : undefined;
}

/** Keys that lead to a value, the last one first: cheap to extend while walking. */
export interface Trail {
  readonly parent: Trail | undefined;
  readonly key: string;
}

export function trailOf(tokens: readonly string[]): Trail | undefined {
  return tokens.reduce<Trail | undefined>((parent, key) => ({ parent, key }), undefined);
}

export function toTokens(trail: Trail | undefined): readonly string[] {
  const tokens: string[] = [];
  for (let at = trail; at !== undefined; at = at.parent) tokens.push(at.key);
  return tokens.reverse();
}

/** Visits every object of a known kind in the document, outer before inner. Objects behind references are visited where they stand. */
export function walk(document: JsonObject, visit: (kind: Kind, object: JsonObject, trail: Trail | undefined) => void): void {
  const one = (kind: Kind, value: JsonValue, trail: Trail | undefined): void => {
    if (!isObject(value)) return;
    visit(kind, value, trail);
    for (const key of Object.keys(value)) {
      const rule = memberRule(kind, key);
      const inner = value[key];
      if (rule === undefined || inner === undefined) continue;
      const here = { parent: trail, key };
      if (rule[0] === 'one') one(rule[1], inner, here);
      else if (rule[0] === 'list' && isArray(inner)) inner.forEach((item, index) => one(rule[1], item, { parent: here, key: `${index}` }));
      else if (rule[0] === 'map') for (const [name, item] of members(inner)) one(rule[1], item, { parent: here, key: name });
    }
  };
  one('document', document, undefined);
}
