import { REDACTED, rememberSecretNames } from '@airside/domain';

/**
 * A text without the values behind secret names: of `name=value` and `"name": value`, and with `bareColons` of `name: value` as well, as GraphQL,
 * YAML and people write. Values in quotation marks, also escaped ones, and in brackets go whole. What the text is need not be sound. Takes time linear
 * in the text: looked for are the separators, before which stands a name of bounded length.
 */
export function withoutNamedValues(text: string, { bareColons }: { readonly bareColons: boolean }): string {
  let result = '';
  let copied = 0;
  const isSecretName = rememberSecretNames();
  for (const { index } of text.matchAll(SEPARATORS)) {
    if (index < copied) continue;
    const isColon = text.charAt(index) === ':';
    const { name, isQuoted } = nameBefore(text, index, copied);
    if (name === '' || (isColon && !isQuoted && !bareColons) || !isSecretName(name)) continue;
    const start = skip(text, index + 1, isColon ? BLANK : SAME_LINE);
    const { end, put } = valueAt(text, start, { isColon, isQuoted });
    if (end === start) continue;
    result += text.slice(copied, start) + put;
    copied = end;
  }
  return result + text.slice(copied);
}

const SEPARATORS = /[:=]/g;
const QUOTES = '"\'`';
const BLANK = ' \t\r\n';
const SAME_LINE = ' \t';
const MOST_BLANKS = 32;
const MOST_ESCAPES = 16;
const LONGEST_NAME = 64;
const LONGEST_QUOTED_NAME = 128;

function nameBefore(text: string, separator: number, least: number): { readonly name: string; readonly isQuoted: boolean } {
  let end = separator;
  while (end > least && separator - end < MOST_BLANKS && BLANK.includes(text.charAt(end - 1))) end -= 1;
  const quote = text.charAt(end - 1);
  if (end > least && QUOTES.includes(quote)) {
    const inner = end - 1 - escapesBefore(text, end - 1);
    const open = text.slice(Math.max(least, inner - LONGEST_QUOTED_NAME), inner).lastIndexOf(quote);
    if (open !== -1) {
      const from = Math.max(least, inner - LONGEST_QUOTED_NAME) + open + 1;
      return { name: text.slice(from, inner).replaceAll(ESCAPED, unescaped), isQuoted: true };
    }
    end = inner;
  }
  let start = end;
  while (start > least && end - start < LONGEST_NAME && isNameCode(text.charCodeAt(start - 1))) start -= 1;
  return { name: text.slice(start, end), isQuoted: false };
}

const ESCAPED = /\\u([0-9a-fA-F]{4})/g;

function unescaped(_escape: string, code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}

/** Letters and digits, all that is not ASCII, and what joins words or encodes them. */
function isNameCode(code: number): boolean {
  const letter = code | 0x20;
  return (
    (letter >= 0x61 && letter <= 0x7a) || (code >= 0x30 && code <= 0x39) || code > 0x7f || '_.%$[]-'.includes(String.fromCharCode(code))
  );
}

interface Before {
  readonly isColon: boolean;
  readonly isQuoted: boolean;
}

/** Where the value ends that begins there, and what is put in its place. */
function valueAt(text: string, start: number, { isColon, isQuoted }: Before): { readonly end: number; readonly put: string } {
  const mark = skip(text, start, '\\', MOST_ESCAPES);
  const quote = text.charAt(mark);
  if (quote !== '' && QUOTES.includes(quote)) {
    const around = text.slice(start, mark + 1);
    return { end: quotedEnd(text, mark, mark - start), put: `${around}${REDACTED}${around}` };
  }
  const put = isColon && isQuoted ? `"${REDACTED}"` : REDACTED;
  if (quote === '{' || quote === '[') return { end: bracketsEnd(text, mark), put };
  const delimiters = isColon ? BEHIND_COLON : BEHIND_EQUALS;
  delimiters.lastIndex = start;
  return { end: delimiters.exec(text)?.index ?? text.length, put };
}

/** A mark that may stand in a value as well ends it only before what looks like its end. */
const BEHIND_EQUALS = /[&\s"<>#]|'(?![A-Za-z0-9])|[,;](?=\s|$|[A-Za-z0-9_.%[\]-]{1,64}=)/g;
const BEHIND_COLON = /[\r\n]|[,;})\]"'<](?=[\s,;})\]"'<]|$)/g;

/** Behind the quotation mark that closes the one at `open`, before which so many backslashes stand. */
function quotedEnd(text: string, open: number, escapes: number): number {
  const quote = text.charAt(open);
  for (let at = text.indexOf(quote, open + 1); at !== -1; at = text.indexOf(quote, at + 1)) {
    const before = escapesBefore(text, at);
    if (escapes === 0 ? before % 2 === 0 : before <= escapes) return at + 1;
  }
  return text.length;
}

function escapesBefore(text: string, at: number): number {
  let start = at;
  while (start > 0 && text.charAt(start - 1) === '\\') start -= 1;
  return at - start;
}

function bracketsEnd(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') at = quotedEnd(text, at, 0) - 1;
    else if (character === '\\') at += 1;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

function skip(text: string, start: number, characters: string, most = MOST_BLANKS): number {
  let at = start;
  while (at < text.length && at - start < most && characters.includes(text.charAt(at))) at += 1;
  return at;
}
