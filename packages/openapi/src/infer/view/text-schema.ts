import type { JsonObject, JsonValue } from '../../json.ts';
import type { ParameterSketch } from '../sketch/parameter-sketch.ts';
import type { TextSketch } from '../sketch/text-sketch.ts';
import { exampleOf } from './example.ts';
import { numberKeywords } from './number-schema.ts';
import { stringKeywords } from './string-schema.ts';

/** A parameter is a list with commas where so many calls had some, and so large a share of the calls. */
const LIST = { calls: 2, share: 0.1 } as const;

/** The schema of a parameter's values, and how a list of them is written: by repetition, with commas, or undefined for what is no list. */
export function parameterSchema(
  sketch: ParameterSketch,
  name: string,
): { readonly schema: JsonObject; readonly explode: boolean | undefined } {
  const { values, items, lists, prose, calls, repeated } = sketch;
  if (repeated > 0) return { schema: { type: 'array', items: textSchema(values, name) }, explode: true };
  if (items !== undefined && prose === 0 && lists >= LIST.calls && lists >= calls * LIST.share)
    return { schema: { type: 'array', items: textSchema(items, name) }, explode: false };
  return { schema: textSchema(values, name), explode: undefined };
}

/** The schema of a field of a form: a list is written by repetition only. */
export function fieldSchema({ values, repeated }: ParameterSketch, name: string): JsonObject {
  const schema = textSchema(values, name);
  return repeated > 0 ? { type: 'array', items: schema } : schema;
}

/** The schema of values that were written as text. */
export function textSchema(sketch: TextSketch, name: string): JsonObject {
  const type = typeOf(sketch);
  if (type === 'string') return stringSchema(sketch, name);
  const keywords = type === 'boolean' || sketch.string.isSecret ? {} : numberKeywords(sketch.number, true);
  const schema: Record<string, JsonValue> = { type: sketch.empty > 0 ? [type, 'null'] : type, ...keywords };
  const example = type === 'boolean' ? true : exampleOf(schema, undefined);
  return { ...schema, ...(example !== undefined && { examples: [example] }) };
}

function typeOf({ number, booleans, others, redacted, count, empty }: TextSketch): 'string' | 'boolean' | 'integer' | 'number' {
  if (others > 0 || redacted > 0 || count === empty) return 'string';
  if (number.count === 0) return 'boolean';
  if (booleans > 0) return 'string';
  return number.integers === number.count && number.maximum <= Number.MAX_SAFE_INTEGER ? 'integer' : 'number';
}

function stringSchema({ string, empty, redacted }: TextSketch, name: string): JsonObject {
  if (redacted > 0 || string.count === 0) return { type: 'string' };
  const keywords = stringKeywords(string, name);
  // The empty text has no format and is none of the values.
  const schema: JsonObject = empty > 0 ? { type: 'string' } : { type: 'string', ...keywords };
  const example = exampleOf(schema, string);
  return { ...schema, ...(example !== undefined && { examples: [example] }) };
}
