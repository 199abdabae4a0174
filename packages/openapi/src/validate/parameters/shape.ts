import { type DefinitionDocument, dereference } from '../../definition/document.ts';
import { isObject, items, type JsonValue, member, members } from '../../json.ts';
import { TYPES } from '../schema/keywords.ts';

export type TypeName = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null';

/** What a schema says about how text is to be read: nothing here decides whether a value fits. */
export interface Shape {
  /** The types it allows; undefined where it does not say. */
  readonly types: ReadonlySet<TypeName> | undefined;
  /** The shape of an array's items. */
  readonly items: () => Shape;
  /** The shape of a property; undefined where the schema does not name it. */
  readonly property: (name: string) => Shape | undefined;
  readonly propertyNames: ReadonlySet<string>;
  /** The first `xml` object that describes it (OpenAPI 3.1 section 4.8.26). */
  readonly xml: JsonValue | undefined;
  /** Whether a text of it stands for bytes: `format: binary`, or `contentMediaType` (OpenAPI 3.1 section 4.8.14.2). */
  readonly binary: boolean;
  /** Whether the schema expressly allows properties that it does not name. */
  readonly open: boolean;
}

/** Of what no schema speaks. */
export const UNDECLARED: Shape = {
  types: undefined,
  items: () => UNDECLARED,
  property: () => undefined,
  propertyNames: new Set(),
  xml: undefined,
  binary: false,
  open: true,
};

const DEEPEST = 32;
const MOST_SCHEMAS = 1000;

/** Reads the shape of a schema, with what it refers to and is composed of. Bounded: what lies beyond is as if it said nothing. */
export function shapeOf(document: DefinitionDocument, schema: JsonValue | undefined): Shape {
  const parts: JsonValue[] = [];
  const types = typesOf(document, schema, parts, DEEPEST);
  const properties = new Map<string, JsonValue>();
  for (const part of parts) for (const [name, property] of members(member(part, 'properties'))) properties.set(name, property);
  const itemSchema = parts.map((part) => member(part, 'items')).find((found) => found !== undefined);
  const additional = parts.map((part) => member(part, 'additionalProperties')).find((found) => found !== undefined);
  const open = additional !== undefined && additional !== false;
  let itemShape: Shape | undefined;
  const shapes = new Map<string, Shape>();
  let restShape: Shape | undefined;
  const rest = (): Shape | undefined => {
    // Callers choose how many names there are.
    if (open) restShape ??= shapeOf(document, additional);
    return restShape;
  };
  return {
    types,
    items: () => {
      itemShape ??= shapeOf(document, itemSchema);
      return itemShape;
    },
    property: (name) => {
      const declared = properties.get(name);
      if (declared === undefined) return rest();
      const shape = shapes.get(name) ?? shapeOf(document, declared);
      shapes.set(name, shape);
      return shape;
    },
    propertyNames: new Set(properties.keys()),
    xml: parts.map((part) => member(part, 'xml')).find((found) => found !== undefined),
    binary: parts.some((part) => member(part, 'format') === 'binary' || member(part, 'contentMediaType') !== undefined),
    open,
  };
}

/** The types that a schema allows, undefined for all. Adds the schema and what it is composed of to `parts`. */
function typesOf(
  document: DefinitionDocument,
  schema: JsonValue | undefined,
  parts: JsonValue[],
  depth: number,
): ReadonlySet<TypeName> | undefined {
  if (!isObject(schema) || depth === 0 || parts.length >= MOST_SCHEMAS) return undefined;
  parts.push(schema);
  const within = (inner: JsonValue | undefined): ReadonlySet<TypeName> | undefined => typesOf(document, inner, parts, depth - 1);
  const target = typeof schema['$ref'] === 'string' ? dereference(document, { value: schema, pointer: '' }) : undefined;
  const all = [declaredTypes(schema), ...(target ? [within(target.value)] : []), ...items(schema['allOf']).map(within)];
  for (const keyword of ['anyOf', 'oneOf']) {
    const alternatives = items(schema[keyword]).map(within);
    if (alternatives.length > 0) all.push(union(alternatives));
  }
  return all.reduce(intersect, undefined);
}

function declaredTypes(schema: JsonValue): ReadonlySet<TypeName> | undefined {
  const type = member(schema, 'type');
  const names = typeof type === 'string' ? [type] : items(type);
  if (names.length > 0) return withIntegers(new Set(names.filter((name): name is TypeName => TYPES.some((known) => known === name))));
  const constant = member(schema, 'const');
  const values = constant === undefined ? items(member(schema, 'enum')) : [constant];
  if (values.length > 0) return withIntegers(new Set(values.map(typeOf)));
  if (member(schema, 'items') !== undefined) return new Set(['array']);
  return member(schema, 'properties') === undefined ? undefined : new Set(['object']);
}

function withIntegers(types: Set<TypeName>): ReadonlySet<TypeName> {
  return types.has('number') ? types.add('integer') : types;
}

function typeOf(value: JsonValue): TypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' || typeof value === 'boolean' ? (typeof value as TypeName) : 'object';
}

function union(alternatives: readonly (ReadonlySet<TypeName> | undefined)[]): ReadonlySet<TypeName> | undefined {
  const all = new Set<TypeName>();
  for (const types of alternatives) {
    if (types === undefined) return undefined;
    for (const type of types) all.add(type);
  }
  return all;
}

function intersect(one: ReadonlySet<TypeName> | undefined, other: ReadonlySet<TypeName> | undefined): ReadonlySet<TypeName> | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.intersection(other);
}
