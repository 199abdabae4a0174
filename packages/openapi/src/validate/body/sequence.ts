import { toPointer } from '@airside/domain/text';

import type { JsonValue } from '../../json.ts';
import type { SchemaError } from '../schema/messages.ts';
import { parseJsonText } from './json.ts';
import type { MediaRule } from './media-rule.ts';
import type { MediaType } from './media-type.ts';
import { decodeUtf8, NOT_UTF8, type ReadBody } from './read-body.ts';

const LINES: ReadonlySet<string> = new Set(['x-ndjson', 'jsonl', 'x-jsonlines', 'json-lines', 'ndjson']);
const SEQUENCE = 'json-seq';
const RECORD = '\u001E';
const MOST_ITEMS = 100_000;

/** Whether a body of that media type is a sequence of JSON values. */
export function isSequenceType({ type, subtype }: MediaType): boolean {
  return type === 'application' && (LINES.has(subtype) || subtype === SEQUENCE);
}

/** Sequences of JSON values are looked into where the definition has a schema for their items (OpenAPI 3.2 `itemSchema`). */
export function isSequence(media: MediaType, { itemPointer }: MediaRule): boolean {
  return itemPointer !== undefined && isSequenceType(media);
}

/** The values of a sequence as an array: one on each line, or each behind a record separator (RFC 7464). */
export function readSequence(bytes: Uint8Array, { subtype }: MediaType): ReadBody | SchemaError {
  const text = decodeUtf8(bytes);
  if (text === undefined) return NOT_UTF8;
  const pieces = subtype === SEQUENCE ? recordsOf(text) : text.split('\n', MOST_ITEMS + 1);
  if (pieces === undefined) return { pointer: '', message: 'must have each value behind a record separator' };
  if (pieces.length > MOST_ITEMS) return { pointer: '', message: `must not have more than ${MOST_ITEMS} items` };
  const values: JsonValue[] = [];
  for (const piece of pieces) {
    if (piece.trim() === '') continue;
    const parsed = parseJsonText(piece);
    if ('message' in parsed) return { pointer: `${toPointer([values.length])}${parsed.pointer}`, message: parsed.message };
    values.push(parsed.value);
  }
  return { value: values, without: () => undefined };
}

function recordsOf(text: string): readonly string[] | undefined {
  const [before, ...records] = text.split(RECORD, MOST_ITEMS + 2);
  return before === '' ? records : undefined;
}
