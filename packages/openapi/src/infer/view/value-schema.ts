import type { JsonObject, JsonValue } from '../../json.ts';
import type { ObjectSketch } from '../sketch/object-sketch.ts';
import type { ValueSketch } from '../sketch/value-sketch.ts';
import { exampleOf } from './example.ts';
import { numberKeywords } from './number-schema.ts';
import { stringKeywords } from './string-schema.ts';

/** Objects that must have had a property, all of them, before it is said to be required. */
const LEAST_REQUIRED = 5;

/** The JSON Schema of what was seen at one place: it accepts all of it. `name` is that of the property, '' for a whole body. */
export function valueSchema(sketch: ValueSketch, name: string, isRequest: boolean): JsonObject {
  const types = typesOf(sketch);
  if (types.length === 0) return {};
  const schema: Record<string, JsonValue> = { type: types.length === 1 ? (types[0] ?? '') : types };
  // Not even between which values a secret number lies.
  if (sketch.isSecret && sketch.object === undefined && sketch.arrays === 0 && sketch.redacted === 0) return schema;
  if (sketch.redacted > 0) {
    if (!types.includes('string')) schema['type'] = [...types, 'string'];
  } else if (sketch.string !== undefined) Object.assign(schema, stringKeywords(sketch.string, name));
  if (sketch.number !== undefined && !sketch.isSecret) Object.assign(schema, numberKeywords(sketch.number, isRequest));
  if (schema['enum'] !== undefined && types.length > 1) delete schema['enum'];
  if (sketch.items !== undefined) schema['items'] = valueSchema(sketch.items, name, isRequest);
  if (sketch.object !== undefined) Object.assign(schema, objectKeywords(sketch.object, name, isRequest));
  const example = sketch.redacted > 0 ? undefined : exampleOf(schema, sketch.string);
  if (example !== undefined) schema['examples'] = [example];
  return schema;
}

function typesOf(sketch: ValueSketch): readonly string[] {
  const { number } = sketch;
  return [
    sketch.object === undefined ? '' : 'object',
    sketch.arrays === 0 ? '' : 'array',
    sketch.string === undefined ? '' : 'string',
    number === undefined ? '' : number.integers === number.count ? 'integer' : 'number',
    sketch.booleans === 0 ? '' : 'boolean',
    sketch.nulls === 0 ? '' : 'null',
  ].filter((type) => type !== '');
}

function objectKeywords(object: ObjectSketch<ValueSketch>, name: string, isRequest: boolean): JsonObject {
  if (object.values !== undefined) return { additionalProperties: valueSchema(object.values, name, isRequest) };
  const properties = [...object.properties].toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (properties.length === 0) return object.isOpen ? { additionalProperties: {} } : {};
  const required = properties.filter(([, { count }]) => count === object.count && count >= LEAST_REQUIRED).map(([property]) => property);
  return {
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(properties.map(([property, value]) => [property, valueSchema(value, property, isRequest)])),
    // Others were passed over: also who closes bodies against names that are not declared has to let them pass.
    ...(object.isOpen && { additionalProperties: {} }),
  };
}
