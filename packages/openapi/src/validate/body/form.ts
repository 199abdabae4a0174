import type { JsonValue } from '../../json.ts';
import { assemble } from '../parameters/assemble.ts';
import { collect } from '../parameters/collect.ts';
import { formDecode } from '../parameters/decode.ts';
import { parsePairs } from '../parameters/pairs.ts';
import type { Parameter, Style } from '../parameters/parameter.ts';
import type { Shape } from '../parameters/shape.ts';
import type { SchemaError } from '../schema/messages.ts';

/** How the property of a form is written (OpenAPI 3.1 section 4.8.15: `style` and `explode` of its Encoding Object). */
export interface FormEncoding {
  readonly style: Style;
  readonly explode: boolean;
}

/**
 * The object that a form of `application/x-www-form-urlencoded` stands for, its texts read by the types of the schema, or why it stands
 * for none.
 */
export function parseForm(
  bytes: Uint8Array,
  shape: Shape,
  encodingOf: (property: string) => FormEncoding,
): { readonly value: JsonValue } | SchemaError {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { pointer: '', message: 'must be UTF-8' };
  }
  const pairs = parsePairs(text);
  if ('message' in pairs) return { pointer: '', message: pairs.message };
  const form = new Map<string, JsonValue>();
  for (const [name, same] of Map.groupBy(pairs, (pair) => pair.name)) {
    if (name === '__proto__') return { pointer: '', message: 'has a name that is not accepted' };
    const property = shape.property(name) ?? UNDECLARED;
    const raw = collect(fieldOf(name, property, encodingOf(name)), same);
    const assembled = raw.kind === 'absent' ? undefined : assemble(raw, property, formDecode);
    if (assembled === undefined) continue;
    const pointer = `/${name.slice(0, LONGEST_NAME).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if ('broken' in assembled) return { pointer, message: assembled.broken };
    // Text whose schema names no type stays text: that reading is the last one.
    form.set(name, assembled.values.at(assembled.needed === 'all' ? -1 : 0) ?? null);
  }
  return { value: Object.fromEntries(form) };
}

const LONGEST_NAME = 100;
const UNDECLARED: Shape = { types: undefined, items: () => UNDECLARED, property: () => undefined, propertyNames: new Set(), open: true };

/** A field is read like a query parameter of its name; an object in a field is written as members in one text, never spread. */
function fieldOf(name: string, shape: Shape, { style, explode }: FormEncoding): Parameter {
  const isObject = shape.types?.has('object') === true && !shape.types.has('array');
  return {
    name,
    in: 'query',
    required: false,
    allowEmptyValue: false,
    style,
    explode: explode && !isObject,
    isJson: false,
    schemaPointer: undefined,
    shape,
  };
}
