import { BodyError } from './body-error.ts';
import { isSpace } from './multipart-characters.ts';
import type { MultipartFlags } from './multipart-flags.ts';

const TYPE = 'multipart/form-data';
const LONGEST_HEADER = 1024;
const BOUNDARY_CHARACTERS = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'()+_,-./:=? ");

/**
 * The boundary in a `Content-Type` header of `multipart/form-data` (RFC 2046, section 5.1.1). It is read as ModSecurity reads it: whatever
 * two readers could understand differently is flagged or refused. Throws `BodyError`.
 */
export function readBoundary(contentType: string, flags: MultipartFlags): string {
  const lower = contentType.toLowerCase();
  if (contentType.length > LONGEST_HEADER) throw new BodyError(`The Content-Type header is longer than ${LONGEST_HEADER} bytes`);
  if (!lower.startsWith(TYPE)) throw new BodyError(`The Content-Type is not ${TYPE}`);
  if (countBoundaries(lower) > 1) throw new BodyError('The Content-Type header has more than one boundary');
  const at = contentType.indexOf('boundary');
  if (at < 0) throw new BodyError('The Content-Type header has no parameter named “boundary”, in lower case');
  readSeparator(contentType.slice(TYPE.length, at), flags);
  const equals = contentType.indexOf('=', at);
  if (equals < 0) throw new BodyError('The boundary of the Content-Type header has no value');
  for (let index = at + 'boundary'.length; index < equals; index++) {
    if (!isSpace(contentType.charCodeAt(index))) throw new BodyError('The parameter “boundary” of the Content-Type header is misspelt');
    flags.boundaryWhitespace = true;
  }
  const boundary = unquote(contentType.slice(equals + 1), flags);
  if (boundary === '') throw new BodyError('The boundary of the Content-Type header is empty');
  const isValid = [...boundary].every((character) => BOUNDARY_CHARACTERS.has(character)) && !boundary.endsWith(' ');
  if (!isValid) throw new BodyError('The boundary of the Content-Type header has characters that RFC 2046 does not allow');
  return boundary;
}

/** What stands between the type and the boundary: one semicolon and white space. */
function readSeparator(text: string, flags: MultipartFlags): void {
  let semicolons = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === ';') semicolons++;
    else if (!isSpace(text.charCodeAt(index))) semicolons = 2;
  }
  if (semicolons > 1) throw new BodyError('Something other than a semicolon stands before the boundary of the Content-Type header');
  if (semicolons === 0) flags.missingSemicolon = true;
}

function unquote(value: string, flags: MultipartFlags): string {
  if (isSpace(value.charCodeAt(0))) flags.boundaryWhitespace = true;
  const isQuoted = value.length >= 2 && value.startsWith('"') && value.endsWith('"');
  if (!isQuoted && (value.startsWith('"') || value.endsWith('"'))) {
    throw new BodyError('Only one end of the boundary of the Content-Type header is quoted');
  }
  if (isQuoted) flags.boundaryQuoted = true;
  // Some clients name a charset behind it; no boundary holds a semicolon, so that readers agree on where it ends.
  const boundary = isQuoted ? value.slice(1, -1) : (value.split(';', 1)[0] ?? '');
  if (countBoundaries(value.toLowerCase()) > 0) throw new BodyError('The boundary of the Content-Type header names another boundary');
  return boundary;
}

/** How often the word stands with a `=` somewhere behind it. */
function countBoundaries(lower: string): number {
  const lastEquals = lower.lastIndexOf('=');
  let count = 0;
  for (let at = lower.indexOf('boundary'); at >= 0 && at < lastEquals; at = lower.indexOf('boundary', at + 1)) count++;
  return count;
}
