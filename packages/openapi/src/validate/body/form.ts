import { toPointer } from '@airside/domain/text';

import type { JsonValue } from '../../json.ts';
import { assemble } from '../parameters/assemble.ts';
import { isBracketed } from '../parameters/bracketed.ts';
import { collect } from '../parameters/collect.ts';
import { formDecode } from '../parameters/decode.ts';
import { type Pair, parsePairs, withoutPairs } from '../parameters/pairs.ts';
import type { Parameter, Style } from '../parameters/parameter.ts';
import { type Shape, UNDECLARED } from '../parameters/shape.ts';
import type { SchemaError } from '../schema/messages.ts';
import { decodeUtf8, NOT_UTF8, type ReadBody } from './read-body.ts';

/** How the property of a form is written (OpenAPI 3.1 section 4.8.15: `style` and `explode` of its Encoding Object). */
export interface FormEncoding {
  readonly style: Style;
  readonly explode: boolean;
}

const LONGEST_NAME = 100;

/**
 * The object that a form of `application/x-www-form-urlencoded` stands for, its texts read by the types of the schema, or why it stands
 * for none. `a[b]` beside a field `a` is refused: many servers read it as that field.
 */
export function readForm(bytes: Uint8Array, shape: Shape, encodingOf: (property: string) => FormEncoding): ReadBody | SchemaError {
  const text = decodeUtf8(bytes);
  if (text === undefined) return NOT_UTF8;
  const pairs = parsePairs(text);
  if ('message' in pairs) return { pointer: '', message: pairs.message };
  const form = new Map<string, JsonValue>();
  for (const [name, same] of Map.groupBy(pairs, (pair) => pair.name)) {
    if (name === '__proto__') return { pointer: '', message: 'has a name that is not accepted' };
    if (isBracketed(name, shape)) return { pointer: toPointer([name.slice(0, LONGEST_NAME)]), message: 'has brackets behind its name' };
    const field = readField(name, same, shape.property(name) ?? UNDECLARED, encodingOf(name));
    if ('broken' in field) return { pointer: toPointer([name.slice(0, LONGEST_NAME)]), message: field.broken };
    if (field.value !== undefined) form.set(name, field.value);
  }
  return { value: Object.fromEntries(form), without: (paths) => withoutNamed(text, paths) };
}

type Field = { readonly value: JsonValue | undefined } | { readonly broken: string };

function readField(name: string, pairs: readonly Pair[], shape: Shape, encoding: FormEncoding): Field {
  const raw = collect(fieldOf(name, shape, encoding), pairs);
  if (raw.kind === 'absent') return { value: undefined };
  const assembled = assemble(raw, shape, formDecode);
  if ('broken' in assembled) return assembled;
  // Text whose schema names no type stays text: that reading is the last one.
  return { value: assembled.values.at(assembled.needed === 'all' ? -1 : 0) ?? null };
}

/** What is inside of one text cannot be taken out of it. */
function withoutNamed(text: string, paths: readonly (readonly string[])[]): Uint8Array | undefined {
  if (paths.some(({ length }) => length !== 1)) return undefined;
  return Buffer.from(withoutPairs(text, new Set(paths.flat())));
}

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
