import { toPointer } from '@airside/domain/text';

import { type DefinitionDocument, dereference, type Located } from '../../definition/document.ts';
import { isArray, isObject, items, type JsonValue, member, members, stringMember } from '../../json.ts';

/** A list of `anyOf` or `oneOf`. */
export interface Alternatives {
  readonly keyword: 'anyOf' | 'oneOf';
  readonly branches: readonly Located[];
}

/** What a schema says, that of all parts of its `allOf` included. A property that several parts describe has to fit all of them. */
export interface EffectiveSchema {
  /** Undefined where any type will do. `integer` is a type of its own, which `number` includes. */
  readonly types: ReadonlySet<string> | undefined;
  /** The listed values as JSON text; undefined where none are listed. */
  readonly values: ReadonlySet<string> | undefined;
  /** Of keywords that hold a number or are true: the tightest. */
  readonly bounds: ReadonlyMap<string, number>;
  readonly patterns: ReadonlySet<string>;
  readonly format: string | undefined;
  readonly required: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, readonly Located[]>;
  /** Whether properties that are not named are refused. */
  readonly isClosed: boolean;
  /** What properties that are not named have to fit. */
  readonly others: readonly Located[];
  readonly items: readonly Located[];
  readonly alternatives: readonly Alternatives[];
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly defaultValue: string | undefined;
  /** Keywords that are compared by their text alone. */
  readonly rest: string;
}

const DEEPEST = 32;
const MOST_PARTS = 500;
/** Keywords whose larger value allows less, and those whose smaller value does. */
export const LOWER_BOUNDS = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'] as const;
export const UPPER_BOUNDS = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'] as const;
const UNJUDGED = [
  ...['not', 'if', 'then', 'else', 'contains', 'minContains', 'maxContains', 'prefixItems', 'patternProperties', 'propertyNames'],
  ...['dependentRequired', 'dependentSchemas', 'unevaluatedItems', 'unevaluatedProperties', 'multipleOf', 'contentEncoding'],
];

/** Reads schemas that a value has to fit together. Bounded: what lies beyond is as if it said nothing. */
export function effectiveSchema(document: DefinitionDocument, schemas: readonly Located[]): EffectiveSchema {
  const parts = partsOf(document, schemas);
  const types = parts.map(({ value }) => typesOf(value)).filter((each) => each !== undefined);
  const values = parts.map(({ value }) => valuesOf(value)).filter((each) => each !== undefined);
  const located = (field: string): Located[] => parts.flatMap((part) => child(part, field));
  const texts = (field: string): string[] => parts.flatMap(({ value }) => stringMember(value, field) ?? []);
  return {
    types: types.length === 0 ? undefined : types.reduce(commonTypes),
    values: values.length === 0 ? undefined : values.reduce((all, each) => all.intersection(each)),
    bounds: boundsOf(parts),
    patterns: new Set(texts('pattern')),
    format: texts('format')[0],
    required: new Set(parts.flatMap(({ value }) => items(member(value, 'required')).filter((name) => typeof name === 'string'))),
    properties: propertiesOf(parts),
    isClosed: parts.some(({ value }) => member(value, 'additionalProperties') === false),
    others: located('additionalProperties').filter(({ value }) => isObject(value)),
    items: located('items'),
    alternatives: parts.flatMap((part) => (['anyOf', 'oneOf'] as const).flatMap((keyword) => alternativesOf(part, keyword))),
    readOnly: parts.some(({ value }) => member(value, 'readOnly') === true),
    writeOnly: parts.some(({ value }) => member(value, 'writeOnly') === true),
    defaultValue: parts.flatMap(({ value }) => defaultOf(value))[0],
    rest: JSON.stringify(parts.flatMap(({ value }) => UNJUDGED.flatMap((keyword) => unjudged(value, keyword)))),
  };
}

function partsOf(document: DefinitionDocument, schemas: readonly Located[]): Located[] {
  const parts: Located[] = [];
  const visit = (schema: Located, depth: number): void => {
    const located = dereference(document, schema);
    if (located === undefined || depth > DEEPEST || parts.length >= MOST_PARTS) return;
    parts.push(located);
    // Members beside a reference count as well (JSON Schema 2020-12 section 8.2.3.1).
    if (located !== schema && isObject(schema.value) && Object.keys(schema.value).length > 1) parts.push(withoutReference(schema));
    for (const [index, part] of items(member(located.value, 'allOf')).entries()) {
      visit({ value: part, pointer: `${located.pointer}/allOf/${index}` }, depth + 1);
    }
  };
  for (const schema of schemas) visit(schema, 0);
  return parts;
}

function withoutReference({ value, pointer }: Located): Located {
  return { value: Object.fromEntries(members(value).filter(([name]) => name !== '$ref')), pointer };
}

function child({ value, pointer }: Located, field: string): Located[] {
  const found = member(value, field);
  return found === undefined ? [] : [{ value: found, pointer: `${pointer}/${field}` }];
}

function typesOf(schema: JsonValue): ReadonlySet<string> | undefined {
  if (schema === false) return new Set();
  const type = member(schema, 'type');
  if (typeof type === 'string') return new Set([type]);
  return isArray(type) ? new Set(type.filter((name) => typeof name === 'string')) : undefined;
}

/** `integer` is what `number` and `integer` have in common. */
function commonTypes(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  const common = new Set(one).intersection(other);
  if ((one.has('integer') && other.has('number')) || (one.has('number') && other.has('integer'))) common.add('integer');
  return common;
}

function valuesOf(schema: JsonValue): ReadonlySet<string> | undefined {
  const constant = member(schema, 'const');
  if (constant !== undefined) return new Set([JSON.stringify(constant)]);
  const values = member(schema, 'enum');
  return isArray(values) ? new Set(values.map((value) => JSON.stringify(value))) : undefined;
}

function boundsOf(parts: readonly Located[]): ReadonlyMap<string, number> {
  const bounds = new Map<string, number>();
  const keep = (keyword: string, choose: (a: number, b: number) => number): void => {
    for (const { value } of parts) {
      const bound = member(value, keyword);
      if (typeof bound === 'number') bounds.set(keyword, choose(bound, bounds.get(keyword) ?? bound));
    }
  };
  for (const keyword of LOWER_BOUNDS) keep(keyword, Math.max);
  for (const keyword of UPPER_BOUNDS) keep(keyword, Math.min);
  if (parts.some(({ value }) => member(value, 'uniqueItems') === true)) bounds.set('uniqueItems', 1);
  return bounds;
}

function propertiesOf(parts: readonly Located[]): ReadonlyMap<string, readonly Located[]> {
  const properties = new Map<string, Located[]>();
  for (const { value, pointer } of parts) {
    for (const [name, property] of members(member(value, 'properties'))) {
      const known = properties.get(name) ?? [];
      properties.set(name, known);
      known.push({ value: property, pointer: `${pointer}${toPointer(['properties', name])}` });
    }
  }
  return properties;
}

function alternativesOf({ value, pointer }: Located, keyword: 'anyOf' | 'oneOf'): Alternatives[] {
  const branches = items(member(value, keyword)).map((branch, index) => ({ value: branch, pointer: `${pointer}/${keyword}/${index}` }));
  return branches.length === 0 ? [] : [{ keyword, branches }];
}

function defaultOf(schema: JsonValue): string[] {
  const value = member(schema, 'default');
  return value === undefined ? [] : [JSON.stringify(value)];
}

function unjudged(schema: JsonValue, keyword: string): JsonValue[] {
  const value = member(schema, keyword);
  return value === undefined ? [] : [keyword, value];
}
