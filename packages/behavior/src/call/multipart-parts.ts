import { ownName } from './bounded-name.ts';
import type { Parameter } from './call.ts';
import { LIMITS } from './limits.ts';

type Visit = (name: string, value: string, written: Parameter['written']) => void;

const MOST_PARTS = 100;

/**
 * Gives the parts of a multipart form (RFC 7578) to `visit`: the name with the content, and `name.filename` with the name of a file. Lenient; false where
 * there is no boundary.
 */
export function eachPart(contentType: string, body: string, visit: Visit): boolean {
  const boundary = attribute(contentType, 'boundary');
  if (boundary === undefined || boundary === '') return false;
  const delimiter = `--${boundary}`;
  let start = body.indexOf(delimiter);
  for (let count = 0; start !== -1 && count < MOST_PARTS; count++) {
    const from = start + delimiter.length;
    const end = body.indexOf(delimiter, from);
    if (end === -1) return true;
    readPart(body.slice(from, Math.min(end, from + LIMITS.bodyCharacters)), visit);
    start = end;
  }
  return true;
}

function readPart(part: string, visit: Visit): void {
  const crlf = part.indexOf('\r\n\r\n');
  const headEnd = crlf === -1 ? part.indexOf('\n\n') : crlf;
  if (headEnd === -1) return;
  const head = part.slice(0, Math.min(headEnd, LIMITS.valueCharacters));
  const name = ownName(attribute(head, 'name') ?? '');
  const filename = attribute(head, 'filename');
  if (filename !== undefined) visit(`${name}.filename`, filename.slice(0, LIMITS.valueCharacters), 'text');
  const begin = headEnd + (crlf === -1 ? 2 : 4);
  visit(name, part.slice(begin, Math.min(begin + LIMITS.valueCharacters, part.length)).trimEnd(), 'text');
}

/** The value of `name=value` or `name="value"` after a semicolon or a space. */
function attribute(text: string, name: string): string | undefined {
  const wanted = `${name}=`;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before !== SEMICOLON && before !== SPACE) continue;
    const from = at + wanted.length;
    if (text[from] === '"') {
      const end = text.indexOf('"', from + 1);
      return end === -1 ? undefined : text.slice(from + 1, end);
    }
    let end = from;
    while (end < text.length && text.charCodeAt(end) > SPACE && text.charCodeAt(end) !== SEMICOLON) end++;
    return text.slice(from, end);
  }
  return undefined;
}

const SEMICOLON = 0x3b;
const SPACE = 0x20;
