/** A request target in normal form, or why there is none. */
export type Target =
  | { readonly ok: true; readonly path: string; readonly query: string; readonly authority: string | undefined }
  | { readonly ok: false; readonly problem: 'ambiguous-path' | 'malformed-request'; readonly reason: string };

const PATH_CHARACTERS = table("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/");
const UNRESERVED = table('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~');
/** RFC 3986 section 3.4, and what clients send unencoded all the same without any doubt about its meaning. */
const QUERY_CHARACTERS = table('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&\'()*+,;=:@/?[]{}|^`"<>\\');

const SLASH = 0x2f;
const PERCENT = 0x25;
const DOT = 0x2e;

/**
 * The one place where request targets are read (RFC 9112 section 3.2, RFC 3986 section 6.2.2). Percent-encoded unreserved characters are
 * decoded, the hexadecimal digits of the others written in upper case; what routing sees is what the upstream gets. Refused is what servers
 * read in more than one way: empty segments (`//`), dot segments (plain, encoded, or with a path parameter as in `..;x`), encoded slashes
 * and backslashes (and dots, when encoded more than once), encoded NUL and control characters, octets that overlong UTF-8 is made of, percent
 * signs without two hexadecimal digits, characters outside of RFC 3986, fragments.
 */
export function parseTarget(raw: string): Target {
  let text = raw;
  let authority: string | undefined;
  if (text.charCodeAt(0) !== SLASH) {
    const absolute = splitAbsoluteForm(text);
    if (absolute === undefined) return malformed('request target is neither a path nor an absolute URL');
    ({ authority, text } = absolute);
  }
  const mark = text.indexOf('?');
  const rawPath = mark === -1 ? text : text.slice(0, mark);
  const query = mark === -1 ? '' : text.slice(mark + 1);
  for (let index = 0; index < query.length; index++) {
    const code = query.charCodeAt(index);
    if (code === PERCENT ? hexValue(query, index + 1) === -1 : QUERY_CHARACTERS[code] !== 1) {
      return malformed('query has a character or percent-encoding that is not allowed');
    }
  }
  return normalisePath(rawPath, query, authority);
}

function normalisePath(raw: string, query: string, authority: string | undefined): Target {
  let path = raw;
  if (raw.includes('%')) {
    const decoded = decodeUnreserved(raw);
    if (typeof decoded !== 'string') return decoded;
    path = decoded;
  }
  let segmentStart = 1;
  for (let index = 0; index <= path.length; index++) {
    const code = index === path.length ? SLASH : path.charCodeAt(index);
    if (code === SLASH && index > 0) {
      const length = index - segmentStart;
      if (length === 0 && index < path.length) return ambiguous('path has an empty segment');
      if (isDotSegment(path, segmentStart, index)) return ambiguous('path has a dot segment');
      segmentStart = index + 1;
    } else if (code !== PERCENT && PATH_CHARACTERS[code] !== 1) {
      return code === 0x5c ? ambiguous('path has a backslash') : malformed('path has a character that is not allowed');
    }
  }
  return { ok: true, path, query, authority };
}

function decodeUnreserved(raw: string): string | Target {
  let result = '';
  let copied = 0;
  for (let index = raw.indexOf('%'); index !== -1; index = raw.indexOf('%', index + 1)) {
    const value = hexValue(raw, index + 1);
    if (value === -1) return malformed('path has a percent sign without two hexadecimal digits');
    if (value === SLASH || value === 0x5c) return ambiguous('path has an encoded slash or backslash');
    if (value < 0x20 || value === 0x7f) return ambiguous('path has an encoded control character');
    if (value === PERCENT && isEncodedAgain(raw, index))
      return ambiguous('path has an encoded slash, backslash or dot that is encoded again');
    if (value === 0xc0 || value === 0xc1 || value > 0xf4) return ambiguous('path has an octet that occurs in no UTF-8');
    result += raw.slice(copied, index);
    result += UNRESERVED[value] === 1 ? String.fromCharCode(value) : raw.slice(index, index + 3).toUpperCase();
    copied = index + 3;
  }
  return result + raw.slice(copied);
}

/** At `%25`: whether a server that decodes once more, however often it was encoded, gets what paths are taken apart at. */
function isEncodedAgain(text: string, index: number): boolean {
  let at = index + 3;
  while (text.startsWith('25', at)) at += 2;
  const value = hexValue(text, at);
  return value === SLASH || value === 0x5c || value === DOT;
}

/** `.` or `..`, alone or before a `;` that some servers cut off. */
function isDotSegment(path: string, start: number, end: number): boolean {
  if (path[start] !== '.') return false;
  const afterDots = path[start + 1] === '.' ? start + 2 : start + 1;
  return afterDots >= end || path[afterDots] === ';' || path.startsWith('%3B', afterDots);
}

function splitAbsoluteForm(text: string): { authority: string; text: string } | undefined {
  const scheme = /^https?:\/\//i.exec(text.slice(0, 8))?.[0];
  if (scheme === undefined) return undefined;
  const slash = text.indexOf('/', scheme.length);
  const mark = text.indexOf('?', scheme.length);
  const end = Math.min(slash === -1 ? text.length : slash, mark === -1 ? text.length : mark);
  const rest = text.slice(end);
  return { authority: text.slice(scheme.length, end), text: rest.startsWith('/') ? rest : `/${rest}` };
}

function hexValue(text: string, index: number): number {
  const high = hexDigit(text.charCodeAt(index));
  const low = hexDigit(text.charCodeAt(index + 1));
  return high === -1 || low === -1 ? -1 : high * 16 + low;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function table(characters: string): Uint8Array {
  const result = new Uint8Array(256);
  for (const character of characters) result[character.charCodeAt(0)] = 1;
  return result;
}

function ambiguous(reason: string): Target {
  return { ok: false, problem: 'ambiguous-path', reason };
}

function malformed(reason: string): Target {
  return { ok: false, problem: 'malformed-request', reason };
}
