import type { Argument } from './argument.ts';
import type { CookieLimits, Cookies } from './cookies.ts';

/**
 * Reads the value of a `Cookie` header in the format of RFC 2109 (section 4.4), as ModSecurity 2 does: pairs parted by `;` or `,`, values that may
 * stand in quotes, which hold separators. What belongs to a cookie, such as `$Path`, is named after it: `$id_Path`. Quotes are left out; one
 * that is not closed reaches to the end. Names and values are not decoded. What has no name is left out.
 */
export function parseVersion1Cookies(header: string, limits: CookieLimits): Cookies {
  const cookies: Argument[] = [];
  let owner = '';
  for (let index = skip(header, 0, isBetween); index < header.length; index = skip(header, index, isBetween)) {
    const nameEnd = skip(header, index, (byte) => byte !== EQUALS && !isSeparator(byte));
    const written = header.slice(index, nameEnd).trimEnd();
    const hasValue = header.charCodeAt(nameEnd) === EQUALS;
    const { value, end } = hasValue ? valueAt(header, skip(header, nameEnd + 1, isSpace)) : { value: '', end: nameEnd };
    index = end;
    if (written === '') continue;
    if (cookies.length >= limits.cookies) return { cookies, error: `There are more than ${limits.cookies} cookies` };
    const name = written.startsWith('$') && owner !== '' ? `$${owner}_${written.slice(1)}` : written;
    cookies.push({ name, value });
    if (!written.startsWith('$')) owner = written;
  }
  return { cookies };
}

const EQUALS = 0x3d;
const QUOTE = 0x22;

function valueAt(header: string, start: number): { value: string; end: number } {
  if (header.charCodeAt(start) === QUOTE) {
    const close = header.indexOf('"', start + 1);
    const end = close < 0 ? header.length : close;
    return { value: header.slice(start + 1, end), end: end + 1 };
  }
  const end = skip(header, start, (byte) => !isSeparator(byte));
  return { value: header.slice(start, end).trimEnd(), end };
}

/** The index of the first byte from `start` on that is not of a kind. */
function skip(text: string, start: number, is: (byte: number) => boolean): number {
  let index = start;
  while (index < text.length && is(text.charCodeAt(index))) index++;
  return index;
}

function isBetween(byte: number): boolean {
  return isSeparator(byte) || isSpace(byte);
}

function isSeparator(byte: number): boolean {
  return byte === 0x3b || byte === 0x2c;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
