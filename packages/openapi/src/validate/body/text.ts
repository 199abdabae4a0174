import { coerce } from '../parameters/coerce.ts';
import type { SchemaError } from '../schema/messages.ts';
import type { MediaRule } from './media-rule.ts';
import type { MediaType } from './media-type.ts';
import { decodeUtf8, NOT_UTF8, type ReadBody } from './read-body.ts';

/** Text is looked into where the definition has a schema for it. */
export function isText({ type, subtype }: MediaType, { schemaPointer }: MediaRule): boolean {
  return type === 'text' && subtype === 'plain' && schemaPointer !== undefined;
}

/** The value that a text stands for by the types of its schema: the text itself, or a number or boolean where the schema wants one. */
export function readText(bytes: Uint8Array, rule: MediaRule): ReadBody | SchemaError {
  const text = decodeUtf8(bytes);
  return text === undefined ? NOT_UTF8 : { value: coerce(text, rule.shape()), without: () => undefined };
}
