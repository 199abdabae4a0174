/** A media type, lower case, with the parameter that matters here (RFC 9110 section 8.3.1). */
export interface MediaType {
  readonly type: string;
  readonly subtype: string;
  readonly charset: string | undefined;
}

const isToken = (text: string): boolean => text.length > 0 && text.length <= 127 && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);

/** Reads a media type; undefined where it is malformed or has two differing values for its charset. */
export function parseMediaType(text: string): MediaType | undefined {
  if (text.length > 1000) return undefined;
  const [essence = '', ...parameters] = text.split(';');
  const slash = essence.indexOf('/');
  const [type, subtype] = [trimmed(essence.slice(0, Math.max(slash, 0))), trimmed(essence.slice(slash + 1))];
  if (!isToken(type) || !isToken(subtype)) return undefined;
  const charsets = new Set(parameters.flatMap(charsetOf));
  return charsets.size > 1 ? undefined : { type, subtype, charset: [...charsets][0] };
}

function charsetOf(parameter: string): readonly string[] {
  const equals = parameter.indexOf('=');
  if (trimmed(parameter.slice(0, equals)) !== 'charset') return [];
  const value = trimmed(parameter.slice(equals + 1));
  return [value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1) : value];
}

/** In lower case, without the white space that HTTP allows (RFC 9110 section 5.6.3), and no other. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end).toLowerCase();
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** Whether a body of that media type is JSON: `application/json`, or a type with the suffix `+json` (RFC 6839 section 3.1). */
export function isJson({ type, subtype }: MediaType): boolean {
  return (type === 'application' && subtype === 'json') || subtype.endsWith('+json');
}

export function isForm({ type, subtype }: MediaType): boolean {
  return type === 'application' && subtype === 'x-www-form-urlencoded';
}

export function isMultipart({ type, subtype }: MediaType): boolean {
  return type === 'multipart' && subtype === 'form-data';
}

/**
 * Among the media type ranges of a definition the one that fits best: the type itself, then a range with its suffix (`application/*+json`),
 * then its main type (`application/*`), then any (OpenAPI 3.1 section 4.8.14: the most specific key goes first).
 */
export function bestRange<T extends { readonly range: MediaType }>(media: MediaType, ranges: readonly T[]): T | undefined {
  const suffix = media.subtype.includes('+') ? media.subtype.slice(media.subtype.lastIndexOf('+')) : undefined;
  const wanted = [
    [media.type, media.subtype],
    ...(suffix === undefined ? [] : [[media.type, `*${suffix}`]]),
    [media.type, '*'],
    ['*', '*'],
  ];
  for (const [type, subtype] of wanted) {
    const found = ranges.find(({ range }) => range.type === type && range.subtype === subtype);
    if (found) return found;
  }
  return undefined;
}
