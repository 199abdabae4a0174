import { isArray, isObject, items, type JsonObject, type JsonValue, member, members } from '../../json.ts';

/** The narrowest schema in the form in which they are inferred that accepts all that either of two accepts. */
export function widen(one: JsonObject, other: JsonObject): JsonObject {
  const types = [...new Set([...typesOf(one), ...typesOf(other)])];
  if (typesOf(one).length === 0 || typesOf(other).length === 0) return {};
  const [a, b] = [withoutExample(one), withoutExample(other)];
  const schema: Record<string, JsonValue> = { type: types.length === 1 ? (types[0] ?? '') : typesInOrder(types) };
  for (const keyword of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (keyword === 'type') continue;
    const value = widened(keyword, a, b);
    if (value !== undefined) schema[keyword] = value;
  }
  // Names are data in one of them and not in the other: nothing can be said of names.
  if (
    hasNames(one) !== hasNames(other) &&
    isMap(one) !== isMap(other) &&
    (hasNames(one) || isMap(one)) &&
    (hasNames(other) || isMap(other))
  ) {
    for (const keyword of ['properties', 'required']) delete schema[keyword];
    schema['additionalProperties'] = {};
  }
  if (schema['type'] === 'integer' || !types.includes('number')) return withExample(schema, one, other);
  schema['type'] = types.length === 2 && types.includes('integer') ? 'number' : types.filter((type) => type !== 'integer');
  return withExample(schema, one, other);
}

function hasNames(schema: JsonObject): boolean {
  return member(schema, 'properties') !== undefined;
}

function isMap(schema: JsonObject): boolean {
  return member(schema, 'additionalProperties') !== undefined;
}

const ORDER = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'];

function typesInOrder(types: readonly string[]): readonly string[] {
  return ORDER.filter((type) => types.includes(type));
}

function typesOf(schema: JsonObject): readonly string[] {
  const type = member(schema, 'type');
  return typeof type === 'string' ? [type] : items(type).filter((name) => typeof name === 'string');
}

/** Keywords that say something of one type only; a schema without that type does not speak of it. */
const TYPE_OF: Readonly<Record<string, readonly string[]>> = {
  enum: ['string'],
  format: ['string', 'integer', 'number'],
  pattern: ['string'],
  minLength: ['string'],
  maxLength: ['string'],
  'x-airside-lengths': ['string'],
  minimum: ['integer', 'number'],
  maximum: ['integer', 'number'],
  'x-airside-range': ['integer', 'number'],
  items: ['array'],
  properties: ['object'],
  required: ['object'],
  additionalProperties: ['object'],
};

function speaks(schema: JsonObject, keyword: string): boolean {
  return typesOf(schema).some((type) => TYPE_OF[keyword]?.includes(type));
}

function widened(keyword: string, one: JsonObject, other: JsonObject): JsonValue | undefined {
  const [a, b] = [member(one, keyword), member(other, keyword)];
  if (a === undefined || b === undefined) {
    const [alone, silent] = a === undefined ? [b, one] : [a, other];
    if (keyword === 'properties' || keyword === 'items' || keyword === 'additionalProperties') return alone;
    return speaks(silent, keyword) || keyword === 'enum' ? undefined : alone;
  }
  if (keyword === 'properties') return properties(a, b);
  if (keyword === 'required') return items(a).filter((name) => items(b).includes(name));
  if (keyword === 'enum') return [...new Set([...items(a), ...items(b)].map(String))].toSorted();
  if (keyword === 'minimum' || keyword === 'minLength') return Math.min(Number(a), Number(b));
  if (keyword === 'maximum' || keyword === 'maxLength') return Math.max(Number(a), Number(b));
  if (isArray(a) && isArray(b)) return [Math.min(Number(a[0]), Number(b[0])), Math.max(Number(a[1]), Number(b[1]))];
  if (isObject(a) && isObject(b)) return widen(a, b);
  return a === b ? a : undefined;
}

function properties(one: JsonValue, other: JsonValue): JsonObject {
  const merged = new Map(members(one));
  for (const [name, schema] of members(other)) {
    const known = merged.get(name);
    merged.set(name, isObject(known) && isObject(schema) ? widen(known, schema) : schema);
  }
  return Object.fromEntries([...merged].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function withoutExample(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== 'examples'));
}

function withExample(schema: JsonObject, one: JsonObject, other: JsonObject): JsonObject {
  const examples = member(one, 'examples') ?? member(other, 'examples');
  return examples === undefined ? schema : { ...schema, examples };
}
