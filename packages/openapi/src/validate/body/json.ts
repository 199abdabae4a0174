import { isArray, type JsonValue } from '../../json.ts';
import { withoutFields } from '../../json-text/without-fields.ts';
import type { SchemaError } from '../schema/messages.ts';
import { decodeUtf8, NOT_UTF8, type ReadBody } from './read-body.ts';
import { DEEPEST_JSON, measureJson, scanJson } from './scan-json.ts';

/**
 * The value of a JSON text (RFC 8259), or why there is none that every reader agrees on: not UTF-8, a byte order mark, broken syntax,
 * nested too deeply, a name that stands twice in an object, the name `__proto__`, or a number beyond double precision.
 */
export function readJsonBody(bytes: Uint8Array): ReadBody | SchemaError {
  const text = decodeUtf8(bytes);
  if (text === undefined) return NOT_UTF8;
  const parsed = parseJsonText(text);
  return 'message' in parsed ? parsed : { value: parsed.value, without: (paths) => Buffer.from(withoutFields(text, paths)) };
}

/** The same for text that is decoded already. */
export function parseJsonText(text: string): { readonly value: JsonValue } | SchemaError {
  if (text.startsWith('\uFEFF')) return { pointer: '', message: 'must not start with a byte order mark' };
  const { depth, names } = measureJson(text);
  let value: JsonValue | undefined;
  try {
    if (depth <= DEEPEST_JSON) value = JSON.parse(text) as JsonValue;
  } catch {
    // Told below: a name twice is told of before syntax.
  }
  if (value === undefined) return scanJson(text) ?? { pointer: '', message: 'must be JSON' };
  const kept = countNames(value);
  // Of names that stand twice the parser keeps one.
  if (kept === names) return { value };
  return scanJson(text) ?? { pointer: '', message: 'must not hold numbers that are too large' };
}

/** How many names there are in a value; NaN where one of them is `__proto__`, or a number is not finite. The depth is bounded. */
function countNames(value: JsonValue): number {
  if (typeof value === 'number') return Number.isFinite(value) ? 0 : Number.NaN;
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (isArray(value)) {
    for (const item of value) if (typeof item !== 'string') count += countNames(item);
    return count;
  }
  for (const name in value) {
    if (name === '__proto__') return Number.NaN;
    const member = value[name];
    count += 1;
    if (typeof member !== 'string' && member !== undefined) count += countNames(member);
  }
  return count;
}
