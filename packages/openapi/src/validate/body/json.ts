import type { JsonValue } from '../../json.ts';
import type { SchemaError } from '../schema/messages.ts';
import { scanJson } from './scan-json.ts';

/**
 * The value of a JSON text (RFC 8259), or why there is none that every reader agrees on: not UTF-8, a byte order mark, broken syntax,
 * nested too deeply, a name that stands twice in an object, or the name `__proto__`.
 */
export function parseJsonBytes(bytes: Uint8Array): { readonly value: JsonValue } | SchemaError {
  try {
    return parseJsonText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return { pointer: '', message: 'must be UTF-8' };
  }
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
