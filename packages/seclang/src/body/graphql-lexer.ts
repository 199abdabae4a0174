/** A token of GraphQL (specification of October 2021, section 2.1). Strings have their value, without quotes and escapes. */
export interface GraphqlToken {
  readonly kind: 'punctuator' | 'name' | 'number' | 'string';
  readonly text: string;
  /** Where it stands in the document, quotes included. */
  readonly start: number;
  readonly end: number;
}

const PUNCTUATORS = '!$&():=@[]{|}';
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The next token at or behind an index; `end` at the end of the text, undefined where there is none. The text is a byte string. */
export function graphqlToken(text: string, index: number): GraphqlToken | 'end' | undefined {
  const start = ignoredEnd(text, index);
  if (start === text.length) return 'end';
  const character = text.charAt(start);
  if (PUNCTUATORS.includes(character)) return { kind: 'punctuator', text: character, start, end: start + 1 };
  if (character === '"') return text.startsWith('"""', start) ? blockString(text, start) : plainString(text, start);
  if (text.startsWith('...', start)) return { kind: 'punctuator', text: '...', start, end: start + 3 };
  const kind = isNameStart(text.charCodeAt(start)) ? 'name' : isNumberStart(text.charCodeAt(start)) ? 'number' : undefined;
  if (kind === undefined) return undefined;
  let end = start + 1;
  while (isNamePart(text.charCodeAt(end)) || (kind === 'number' && isNumberPart(text.charCodeAt(end)))) end++;
  return { kind, text: text.slice(start, end), start, end };
}

/** White space, commas, comments and a byte order mark mean nothing. */
function ignoredEnd(text: string, from: number): number {
  let index = from === 0 && text.startsWith('\xef\xbb\xbf') ? 3 : from;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x23) while (index + 1 < text.length && !isLineEnd(text.charCodeAt(index + 1))) index++;
    else if (code !== 0x20 && code !== 0x2c && code !== 0x09 && !isLineEnd(code)) break;
  }
  return index;
}

function plainString(text: string, start: number): GraphqlToken | undefined {
  let value = '';
  let index = start + 1;
  let copied = index;
  for (; ; index++) {
    const code = text.charCodeAt(index);
    if (index >= text.length || isLineEnd(code)) return undefined;
    if (code === 0x22) return { kind: 'string', text: value + text.slice(copied, index), start, end: index + 1 };
    if (code !== 0x5c) continue;
    const escaped = readEscape(text, index + 1);
    if (escaped === undefined) return undefined;
    value += text.slice(copied, index) + escaped.value;
    copied = escaped.end;
    index = copied - 1;
  }
}

function readEscape(text: string, index: number): { readonly value: string; readonly end: number } | undefined {
  const character = text.charAt(index);
  if (Object.hasOwn(ESCAPES, character)) return { value: ESCAPES[character] ?? '', end: index + 1 };
  if (character !== 'u') return undefined;
  const braced = text.charAt(index + 1) === '{';
  const first = braced ? index + 2 : index + 1;
  let end = first;
  while (isHexadecimal(text.charCodeAt(end)) && end - first < (braced ? 8 : 4)) end++;
  const code = Number.parseInt(text.slice(first, end), 16);
  if (!(code <= 0x10ffff) || (braced ? text.charAt(end) !== '}' : end - first !== 4)) return undefined;
  return { value: Buffer.from(String.fromCodePoint(code), 'utf8').toString('latin1'), end: braced ? end + 1 : end };
}

function blockString(text: string, start: number): GraphqlToken | undefined {
  for (let close = text.indexOf('"""', start + 3); close !== -1; close = text.indexOf('"""', close + 3)) {
    if (text.charAt(close - 1) === '\\') continue;
    return { kind: 'string', text: text.slice(start + 3, close).replaceAll('\\"""', '"""'), start, end: close + 3 };
  }
  return undefined;
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

function isNameStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
}

function isNumberStart(code: number): boolean {
  return isDigit(code) || code === 0x2d;
}

function isNumberPart(code: number): boolean {
  return code === 0x2e || code === 0x2b || code === 0x2d;
}

function isHexadecimal(code: number): boolean {
  return isDigit(code) || (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46);
}
