import { toPointer } from '@airside/domain/text';
import { type MultipartBody, parseMultipart } from '@airside/seclang/multipart';

import type { DefinitionDocument } from '../../../definition/document.ts';
import type { JsonValue } from '../../../json.ts';
import { isBracketed } from '../../parameters/bracketed.ts';
import { UNDECLARED } from '../../parameters/shape.ts';
import type { SchemaError } from '../../schema/messages.ts';
import type { MediaRule } from '../media-rule.ts';
import type { ReadBody } from '../read-body.ts';
import { readPart } from './read-part.ts';

const LIMITS = { parts: 1000, files: 100, fileContentBytes: 0 };
const LONGEST_NAME = 100;

/**
 * The object that a body of `multipart/form-data` stands for (RFC 7578; OpenAPI 3.1 section 4.8.14.4): a property for each name, whose parts
 * are read as the schema and the `encoding` say; files are texts of their bytes. Or why it stands for none: what servers could read in
 * different ways is refused.
 */
export function readMultipart(
  bytes: Uint8Array,
  rule: MediaRule,
  contentType: string,
  document: DefinitionDocument,
): ReadBody | SchemaError {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const parsed = parseMultipart(body, contentType, LIMITS);
  const fault = faultOf(parsed) ?? (hasStrayBoundary(body, parsed) ? 'must not hold its boundary inside of a part' : undefined);
  if (fault !== undefined) return { pointer: '', message: fault };
  const value = new Map<string, JsonValue>();
  for (const [encodedName, parts] of Map.groupBy(parsed.parts, ({ name }) => name)) {
    const name = Buffer.from(encodedName, 'latin1').toString();
    const pointer = toPointer([name.slice(0, LONGEST_NAME)]);
    // `_charset_` says how a server is to read the other fields (RFC 7578 section 4.6).
    if (name === '__proto__' || name === '_charset_' || name.includes('\uFFFD'))
      return { pointer, message: 'has a name that is not accepted' };
    if (isBracketed(name, rule.shape())) return { pointer, message: 'has brackets behind its name' };
    const shape = rule.shape().property(name) ?? UNDECLARED;
    const isList = shape.types?.has('array') === true;
    if (!isList && parts.length > 1) return { pointer, message: 'must not be repeated' };
    const encoding = rule.encodingOf(name);
    const read = parts.map((part) => readPart({ body, part, document }, isList ? shape.items() : shape, encoding));
    const values: JsonValue[] = [];
    for (const [index, item] of read.entries()) {
      if ('message' in item) return { pointer: `${pointer}${isList ? toPointer([index]) : ''}${item.pointer}`, message: item.message };
      values.push(item.value);
    }
    value.set(name, isList ? values : (values[0] ?? null));
  }
  return { value: Object.fromEntries(value), without: (paths) => withoutParts(body, parsed, paths) };
}

function faultOf({ error, flags, partHeaders }: MultipartBody): string | undefined {
  if (error !== undefined) return `must be multipart/form-data: ${error}`;
  if (flags.dataBefore || flags.dataAfter) return 'must not hold anything before its first boundary or behind its last';
  if (flags.headerFolding || flags.invalidHeaderFolding) return 'must not have headers of parts that go on in a further line';
  if (flags.lfLine) return 'must end its lines with CRLF';
  if (flags.boundaryWhitespace || flags.missingSemicolon) return 'must have its boundary as one plain parameter of Content-Type';
  if (!partHeaders.every(({ value }) => HEADER.test(value)))
    return 'must have headers of parts that are named by a token, and without control characters';
  if (flags.invalidQuoting || flags.invalidPart) return 'must name each part in double quotation marks';
  return flags.fileLimitExceeded ? `must not hold more than ${LIMITS.files} files` : undefined;
}

/** `name: value`: some servers forgive a blank before the colon, and then find two headers of one name. */
const HEADER = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e\x80-\xff]*$/;

/** Whether the delimiter stands elsewhere than before and behind each part, where readers that take other line ends would find another part. */
function hasStrayBoundary(body: string, { parts: [first, ...others], finalBoundary }: MultipartBody): boolean {
  if (first === undefined) return false;
  const delimiter = body.slice(first.boundaryStart, body.indexOf('\r\n', first.boundaryStart));
  const starts = [...others.map(({ boundaryStart }) => boundaryStart), finalBoundary];
  let at = first.boundaryStart;
  return starts.some((start) => {
    at = body.indexOf(delimiter, at + 1);
    return at !== start;
  });
}

/** What is inside of one part cannot be taken out of it. */
function withoutParts(
  body: string,
  { parts, finalBoundary }: MultipartBody,
  paths: readonly (readonly string[])[],
): Uint8Array | undefined {
  if (paths.some(({ length }) => length !== 1)) return undefined;
  const names = new Set(paths.flat().map((name) => Buffer.from(name).toString('latin1')));
  const kept = parts.flatMap(({ name, boundaryStart }, index) =>
    names.has(name) ? [] : [body.slice(boundaryStart, parts[index + 1]?.boundaryStart ?? finalBoundary)],
  );
  return Buffer.from(kept.join('') + body.slice(finalBoundary), 'latin1');
}
