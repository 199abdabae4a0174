import { anyOf, every, isAlphanumeric, isHexadecimal } from './characters.ts';

const isBase64Character = anyOf('+/', isAlphanumeric);
const HYPHENS = [8, 13, 18, 23] as const;

/** A UUID (RFC 9562 section 4), of any version. */
export function isUuid(text: string): boolean {
  if (text.length !== 36 || !HYPHENS.every((index) => text[index] === '-')) return false;
  return every(text.replaceAll('-', ''), isHexadecimal) && text.replaceAll('-', '').length === 32;
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
