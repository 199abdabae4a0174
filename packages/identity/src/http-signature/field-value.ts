import type { CredentialRequest } from '../authenticator.ts';
import { parseDictionary, parseItem, parseList } from '../structured-fields/parse.ts';
import { serializeDictionary, serializeItem, serializeList, serializeMember } from '../structured-fields/serialize.ts';
import type { Parameters } from '../structured-fields/types.ts';

/** The value of a component in the signature base, or why there is none. */
export type ComponentValue = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: string };

/**
 * The value of a header field as it is signed (RFC 9421 section 2.1), with its parameters `sf` (one text for equal structured values), `key` (one
 * member of a dictionary) and `bs` (each line as bytes). `tr` (a trailer) is refused: trailers end at the gateway.
 */
export function fieldValue(request: CredentialRequest, name: string, parameters: Parameters): ComponentValue {
  if (name !== name.toLowerCase()) return failed('a field name is not in lower case');
  const lines = fieldLines(request, name);
  if (lines.length === 0) return failed(`covered field ${name} is missing`);
  const { sf, bs, key, unknown } = readParameters(parameters);
  if (unknown) return failed(`covered field ${name} has a parameter that is not supported`);
  if (bs && (sf || key !== undefined)) return failed(`covered field ${name} has parameters that exclude each other`);
  if (bs) return { ok: true, value: lines.map((line) => `:${Buffer.from(line, 'latin1').toString('base64')}:`).join(', ') };
  const combined = lines.join(', ');
  if (key !== undefined) return memberOf(combined, name, key);
  if (sf) return structured(combined, name);
  // The base is ASCII (section 2.5): what is not could be two texts in two encodings.
  return /^[\t\x20-\x7e]*$/.test(combined) ? { ok: true, value: combined } : failed(`covered field ${name} has characters outside ASCII`);
}

function readParameters(parameters: Parameters) {
  const found = { sf: false, bs: false, key: undefined as string | undefined, unknown: false };
  for (const [name, { type, value }] of parameters) {
    if (name === 'sf' && value === true) found.sf = true;
    else if (name === 'bs' && value === true) found.bs = true;
    else if (name === 'key' && type === 'string') found.key = value;
    else found.unknown = true;
  }
  return found;
}

/** From the lines as they came: what is joined for other readers (cookies by semicolons) is signed as it was sent. */
function fieldLines({ rawHeaders }: CredentialRequest, name: string): string[] {
  const lines: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() === name) lines.push(trimmed(rawHeaders[index + 1] ?? ''));
  }
  return lines;
}

/** Without spaces and tabs around; with whatever else a parser might take for white space. */
function trimmed(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isBlank(value.charCodeAt(start))) start++;
  while (end > start && isBlank(value.charCodeAt(end - 1))) end--;
  return value.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function memberOf(combined: string, name: string, key: string): ComponentValue {
  const dictionary = parseDictionary(combined);
  if (!dictionary.ok) return failed(`covered field ${name} is no dictionary`);
  const member = dictionary.value.get(key);
  return member === undefined ? failed(`covered member of field ${name} is missing`) : { ok: true, value: serializeMember(member) };
}

/** Types of fields that are known (RFC 9421 section 2.1.1 asks for knowledge: a text may be read as more than one type). */
const DICTIONARIES = new Set([
  'accept-signature',
  'content-digest',
  'priority',
  'repr-digest',
  'signature',
  'signature-input',
  'want-content-digest',
  'want-repr-digest',
]);
const LISTS = new Set(['accept-ch', 'cache-status', 'client-cert-chain', 'proxy-status']);
const ITEMS = new Set(['client-cert', 'idempotency-key', 'sec-fetch-dest', 'sec-fetch-mode', 'sec-fetch-site', 'sec-fetch-user']);

function structured(combined: string, name: string): ComponentValue {
  const text = DICTIONARIES.has(name)
    ? map(parseDictionary(combined), serializeDictionary)
    : LISTS.has(name)
      ? map(parseList(combined), serializeList)
      : ITEMS.has(name)
        ? map(parseItem(combined), serializeItem)
        : undefined;
  return text === undefined ? failed(`covered field ${name} cannot be read as a structured field`) : { ok: true, value: text };
}

function map<T>(
  parsed: { readonly ok: true; readonly value: T } | { readonly ok: false },
  write: (value: T) => string,
): string | undefined {
  return parsed.ok ? write(parsed.value) : undefined;
}

function failed(reason: string): ComponentValue {
  return { ok: false, reason };
}
