import type { JsonValue } from '../../json.ts';
import { withoutFields } from '../../json-text/without-fields.ts';
import type { SchemaError } from '../schema/messages.ts';
import { decodeUtf8, NOT_UTF8, type ReadBody } from './read-body.ts';
import { scanJson } from './scan-json.ts';

/**
 * The value of a JSON text (RFC 8259), or why there is none that every reader agrees on: not UTF-8, a byte order mark, broken syntax,
 * nested too deeply, a name that stands twice in an object, or the name `__proto__`.
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
  const refused = scanJson(text);
  if (refused) return refused;
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return { pointer: '', message: 'must be JSON' };
  }
}
