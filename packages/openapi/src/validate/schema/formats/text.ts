import { anyOf, every, isAlphanumeric, isDigit, isHexadecimal, runEnd } from './characters.ts';

const isBase64Character = anyOf('+/', isAlphanumeric);
const HYPHENS = [8, 13, 18, 23] as const;

/** A UUID (RFC 9562 section 4), of any version. */
export function isUuid(text: string): boolean {
  if (text.length !== 36) return false;
  let start = 0;
  for (const hyphen of HYPHENS) {
    if (text[hyphen] !== '-' || !every(text, isHexadecimal, start, hyphen)) return false;
    start = hyphen + 1;
  }
  return every(text, isHexadecimal, start);
}

/** A JSON pointer (RFC 6901 section 3). */
export function isJsonPointer(text: string): boolean {
  if (text !== '' && !text.startsWith('/')) return false;
  for (let tilde = text.indexOf('~'); tilde !== -1; tilde = text.indexOf('~', tilde + 1)) {
    if (text[tilde + 1] !== '0' && text[tilde + 1] !== '1') return false;
  }
  return true;
}

/** A relative JSON pointer (draft-bhutton-relative-json-pointer section 3): levels up, a shift of the index or none, then a pointer or `#`. */
export function isRelativeJsonPointer(text: string): boolean {
  const levels = runEnd(text, isDigit, 0);
  const isShifted = text[levels] === '+' || text[levels] === '-';
  const end = isShifted ? runEnd(text, isDigit, levels + 1) : levels;
  const rest = text.slice(end);
  return isCount(text.slice(0, levels)) && (!isShifted || isCount(text.slice(levels + 1, end))) && (rest === '#' || isJsonPointer(rest));
}

function isCount(text: string): boolean {
  return text === '0' || (text !== '' && !text.startsWith('0'));
}

const LONGEST_EXPRESSION = 10_000;

/** A regular expression of ECMA-262 (with flag `u`). It is compiled and never run. */
export function isRegularExpression(text: string): boolean {
  if (text.length > LONGEST_EXPRESSION) return false;
  try {
    return new RegExp(text, 'u').unicode;
  } catch {
    return false;
  }
}

/** Base64 with padding and without line breaks (RFC 4648 section 4). */
export function isBase64(text: string): boolean {
  if (text.length % 4 !== 0) return false;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return every(text, isBase64Character, 0, text.length - padding);
}
