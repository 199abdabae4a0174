import type { MultipartBody } from '@airside/seclang/multipart';

import type { DefinitionDocument, Located } from '../../../definition/document.ts';
import { type JsonValue, stringMember } from '../../../json.ts';
import { coerce } from '../../parameters/coerce.ts';
import type { Shape } from '../../parameters/shape.ts';
import { compileHeaders } from '../../response/headers.ts';
import type { SchemaError } from '../../schema/messages.ts';
import { parseJsonText } from '../json.ts';
import { bestRange, isJson, type MediaType, parseMediaType } from '../media-type.ts';
import { decodeUtf8, NOT_UTF8 } from '../read-body.ts';
import { isPlainFilename } from './filename.ts';

type Part = MultipartBody['parts'][number];
type Read = { readonly value: JsonValue } | SchemaError;

const TEXT: MediaType = { type: 'text', subtype: 'plain', charset: undefined };

/**
 * The value of one part, by its schema and Encoding Object (OpenAPI 3.1 section 4.8.15): JSON where the schema wants an object or array or the
 * part says so, text that is read by the types of the schema, or bytes.
 */
export function readPart(
  { body, part, document }: { readonly body: string; readonly part: Part; readonly document: DefinitionDocument },
  shape: Shape,
  encoding: Located | undefined,
): Read {
  const written = part.header('content-type');
  const media = written === undefined ? undefined : parseMediaType(written);
  if (written !== undefined && media === undefined) return wrong('must have a Content-Type that can be read');
  if (media?.type === 'multipart') return wrong('must not be multipart itself');
  if (media?.charset !== undefined && media.charset !== 'utf-8') return wrong('must be UTF-8');
  if (!isTransferable(part.header('content-transfer-encoding'))) return wrong('must not have a Content-Transfer-Encoding');
  const declared = rangesOf(encoding);
  if (declared.length > 0 && bestRange(media ?? TEXT, declared) === undefined) {
    return wrong(`must be of the media type ${declared.map(({ name }) => name).join(' or ')}`.slice(0, 300));
  }
  const [violation] = encoding === undefined ? [] : compileHeaders(document, encoding.pointer, encoding.value)((name) => part.header(name));
  if (violation !== undefined) return wrong(`has a header that does not fit: ${violation.pointer.slice(1)} ${violation.message}`);
  const isBinary = shape.binary || declared.some(({ range }) => range.type !== 'text' && !isJson(range)) || shape.types === undefined;
  if (part.filename !== '') {
    if (!isPlainFilename(part.filename)) return wrong('must have a file name without path and control characters');
    if (!isBinary && !isStructured(shape)) return wrong('must not be a file');
  }
  const data = body.slice(part.dataStart, part.dataEnd);
  if (isStructured(shape) || (media !== undefined && isJson(media) && !shape.binary)) {
    return media === undefined || isJson(media) ? readJson(data) : wrong('must be of the media type application/json');
  }
  // The length of bytes is their number (OpenAPI 3.1 section 4.8.14.3).
  if (isBinary && (part.filename !== '' || shape.binary || media !== undefined)) return { value: data };
  const text = decodeUtf8(Buffer.from(data, 'latin1'));
  return text === undefined ? NOT_UTF8 : { value: coerce(text, shape) };
}

function readJson(data: string): Read {
  const text = decodeUtf8(Buffer.from(data, 'latin1'));
  return text === undefined ? NOT_UTF8 : parseJsonText(text);
}

/** Objects, and arrays that are not spread over parts, are JSON unless the definition says something else. */
function isStructured({ types }: Shape): boolean {
  return types !== undefined && !types.has('string') && (types.has('object') || types.has('array'));
}

function rangesOf(encoding: Located | undefined): readonly { readonly name: string; readonly range: MediaType }[] {
  return (stringMember(encoding?.value, 'contentType') ?? '').split(',').flatMap((name) => {
    const range = parseMediaType(name.trim());
    return range === undefined ? [] : [{ name: name.trim(), range }];
  });
}

/** Deprecated in forms (RFC 7578 section 4.7): encodings that change nothing are let pass. */
function isTransferable(encoding: string | undefined): boolean {
  return encoding === undefined || ['7bit', '8bit', 'binary'].includes(encoding.trim().toLowerCase());
}

function wrong(message: string): SchemaError {
  return { pointer: '', message };
}
