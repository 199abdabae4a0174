import type { JsonValue } from '../../json.ts';
import type { SchemaError } from '../schema/messages.ts';

/** What a body says, as the value that its schema is about. */
export interface ReadBody {
  readonly value: JsonValue;
  /** The body without the fields at those paths, all else as it was sent; undefined where fields cannot be taken out of its format. */
  readonly without: (paths: readonly (readonly string[])[]) => Uint8Array | undefined;
}

export const NOT_UTF8: SchemaError = { pointer: '', message: 'must be UTF-8' };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of bytes in UTF-8, a byte order mark included; undefined where they are none. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
