import { anyOf, every, isAlphanumeric, isHexadecimal } from './characters.ts';

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

/** Base64 with padding and without line breaks (RFC 4648 section 4). */
export function isBase64(text: string): boolean {
  if (text.length % 4 !== 0) return false;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return every(text, isBase64Character, 0, text.length - padding);
}
