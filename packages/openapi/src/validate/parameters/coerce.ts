import type { JsonValue } from '../../json.ts';
import type { Shape, TypeName } from './shape.ts';

const INTEGER = /^-?(?:0|[1-9]\d{0,308})$/;
const NUMBER = /^-?(?:0|[1-9]\d{0,308})(?:\.\d{1,400})?(?:[eE][+-]?\d{1,3})?$/;

/**
 * The value that a text stands for, by the types that its schema allows: `true` and `false` for a boolean, the grammar of JSON for
 * numbers (RFC 8259 section 6; no exponent and no fraction in an integer), an empty text for null where no string is allowed. Text that
 * is none of these stays a string, and the schema refuses it; so does all text whose schema names no type.
 */
export function coerce(text: string, { types }: Shape): JsonValue {
  return types === undefined ? text : coerceTo(text, types);
}

/** The readings of a text, and whether the schema must accept all of them or any one. */
export interface Readings {
  readonly needed: 'all' | 'any';
  readonly values: readonly JsonValue[];
}

const SCALARS: ReadonlySet<TypeName> = new Set<TypeName>(['boolean', 'number', 'string']);

/**
 * A schema that allows strings and numbers is satisfied when either reading is. One that names no type constrains each type apart
 * (`pattern` only strings, `maximum` only numbers), and nobody knows which the receiver will read: then every reading must fit.
 */
export function readings(text: string, { types }: Shape): Readings {
  const coerced = coerceTo(text, types ?? SCALARS);
  const needed = types === undefined ? 'all' : 'any';
  const ambiguous = coerced !== text && (types === undefined || types.has('string'));
  return { needed, values: ambiguous ? [coerced, text] : [coerced] };
}

function coerceTo(text: string, types: ReadonlySet<TypeName>): JsonValue {
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.has('number') && NUMBER.test(text)) return finite(text);
  if (types.has('integer') && INTEGER.test(text)) return finite(text);
  return text === '' && types.has('null') && !types.has('string') ? null : text;
}

function finite(text: string): JsonValue {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}
