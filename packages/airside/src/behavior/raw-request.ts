import { isUtf8 } from 'node:buffer';

/** A request as it was sent, one byte a character, but for what is said below. */
export interface RawRequest {
  readonly method: string;
  /** Host of a target in absolute form or of `Host`, with its port; '' where neither is there. */
  readonly host: string;
  /** Path and query; begins with a slash. As UTF-8, where it is. */
  readonly target: string;
  /** Names in lower case, in the order and as often as they were sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/**
 * Reads a request of a corpus as a tolerant server does: lines that end in LF only, a target with spaces, in absolute form or without a slash, no version, no
 * headers, folded headers, pseudo-header fields of HTTP/2, bodies in chunks, longer or shorter than `Content-Length` says. What is no HTTP at all is a request with a method that nobody uses.
 * Throws an Error where there is nothing. Linear in its length.
 */
export function readRawRequest(bytes: Buffer): RawRequest {
  const text = bytes.toString('latin1');
  let start = 0;
  while (text[start] === '\r' || text[start] === '\n') start++;
  if (start === text.length) throw new Error('the request is empty: expected a request line such as "GET /path HTTP/1.1"');
  const { end, next } = headEnd(text, start);
  const lines = text.slice(start, end).split('\n');
  const all = fieldsOf(lines);
  const { method, target } = text[start] === ':' ? pseudoFields(all) : requestLine(withoutReturn(lines[0] ?? ''));
  const headers = all.filter(([name]) => !name.startsWith(':'));
  const value = (wanted: string): string | undefined => headers.find(([name]) => name === wanted)?.[1];
  const { authority, path } = splitTarget(method, target);
  const isChunked = value('transfer-encoding')?.toLowerCase().includes('chunked') === true;
  const body = isChunked ? dechunked(bytes, next) : bodyFrom(bytes, next, value('content-length'));
  return { method, host: authority ?? value('host') ?? pseudoField(all, 'authority'), target: utf8(path), headers, body };
}

/** RFC 9113 section 8.3.1: a request of HTTP/2 that was written down field by field has no request line. */
function pseudoFields(fields: RawRequest['headers']): { readonly method: string; readonly target: string } {
  return { method: pseudoField(fields, 'method').slice(0, LONGEST_METHOD), target: pseudoField(fields, 'path') };
}

function pseudoField(fields: RawRequest['headers'], name: string): string {
  return fields.find(([other]) => other === `:${name}`)?.[1] ?? '';
}

/** Where the empty line is, and what comes after it. */
function headEnd(text: string, start: number): { readonly end: number; readonly next: number } {
  for (let at = text.indexOf('\n', start); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (text[at + 1] === '\n') return { end: at, next: at + 2 };
    if (text[at + 1] === '\r' && text[at + 2] === '\n') return { end: at, next: at + 3 };
  }
  return { end: text.length, next: text.length };
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function requestLine(line: string): { readonly method: string; readonly target: string } {
  const space = line.indexOf(' ');
  if (space === -1) return { method: line.slice(0, LONGEST_METHOD), target: '' };
  const last = line.lastIndexOf(' ');
  const hasVersion = last > space && line.startsWith('HTTP/', last + 1);
  return { method: line.slice(0, Math.min(space, LONGEST_METHOD)), target: line.slice(space + 1, hasVersion ? last : line.length).trim() };
}

const LONGEST_METHOD = 40;

/** Fields; a line that begins with a blank goes on with the one before (RFC 9112 section 5.2). What has no colon is a name without a value. */
function fieldsOf(lines: readonly string[]): readonly (readonly [string, string])[] {
  const fields: [string, string][] = [];
  for (let index = lines[0]?.startsWith(':') === true ? 0 : 1; index < lines.length; index++) {
    const line = withoutReturn(lines[index] ?? '');
    const last = fields.at(-1);
    if (last !== undefined && (line.startsWith(' ') || line.startsWith('\t'))) {
      last[1] += last[1] === '' ? line.trim() : ` ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(':', 1);
    const name = (colon === -1 ? line : line.slice(0, colon)).trim().toLowerCase();
    if (name !== '') fields.push([name, colon === -1 ? '' : line.slice(colon + 1).trim()]);
  }
  return fields;
}

/** Forms of a target: RFC 9112 section 3.2. */
function splitTarget(method: string, target: string): { readonly authority: string | undefined; readonly path: string } {
  if (method === 'CONNECT') return { authority: target, path: '/' };
  const scheme = /^https?:\/\//i.exec(target)?.[0];
  if (scheme === undefined) return { authority: undefined, path: target.startsWith('/') ? target : `/${target}` };
  const from = scheme.length;
  let end = from;
  while (end < target.length && target[end] !== '/' && target[end] !== '?') end++;
  const rest = target.slice(end);
  return { authority: target.slice(from, end), path: rest.startsWith('/') ? rest : `/${rest}` };
}

/** All that was sent, but for the line's end that some add; what goes beyond `Content-Length` is another request, or an attack. */
function bodyFrom(bytes: Buffer, from: number, contentLength: string | undefined): Buffer {
  const rest = bytes.subarray(from);
  const said = contentLength !== undefined && /^\d{1,15}$/.test(contentLength) ? Number(contentLength) : undefined;
  const isMore = (at: number): boolean => rest.subarray(at).some((byte) => byte !== 0x0d && byte !== 0x0a);
  if (said === undefined) return isMore(0) ? rest : Buffer.alloc(0);
  return said < rest.length && !isMore(said) ? rest.subarray(0, said) : rest;
}

/** RFC 9112 section 7.1. What is no chunk is taken as it stands. */
function dechunked(bytes: Buffer, from: number): Buffer {
  const chunks: Buffer[] = [];
  let at = from;
  while (at < bytes.length) {
    const lineEnd = bytes.indexOf(0x0a, at);
    const size = lineEnd === -1 ? undefined : chunkSize(bytes.toString('latin1', at, Math.min(lineEnd, at + 20)));
    if (size === undefined) {
      chunks.push(bytes.subarray(at));
      break;
    }
    if (size === 0) break;
    chunks.push(bytes.subarray(lineEnd + 1, lineEnd + 1 + size));
    at = lineEnd + 1 + size;
    if (bytes[at] === 0x0d) at++;
    if (bytes[at] === 0x0a) at++;
  }
  return Buffer.concat(chunks);
}

function chunkSize(line: string): number | undefined {
  const digits = /^[0-9a-f]{1,8}(?=[\s;]|$)/i.exec(line)?.[0];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

function utf8(text: string): string {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) < 0x80) continue;
    const bytes = Buffer.from(text, 'latin1');
    return isUtf8(bytes) ? bytes.toString('utf8') : text;
  }
  return text;
}
