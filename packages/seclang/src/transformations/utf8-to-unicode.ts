import { HAS } from '../fingerprint.ts';
import { byteAt } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/**
 * `t:utf8toUnicode`: writes each multi-byte character of UTF-8 as `%uHHHH` (as many digits as it takes, at least four). As in ModSecurity,
 * overlong forms and surrogates are written and followed by their first byte; bytes that begin no character stay, and NUL bytes go.
 */
export const utf8toUnicode: Transformation = { name: 'utf8toUnicode', changes: HAS.high | HAS.nul, lengthens: true, apply };

/** By the number of bytes: the smallest code point that needs so many. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000] as const;

function apply(value: string): string {
  let out = '';
  let copied = 0;
  let index = 0;
  while (index < value.length) {
    const byte = value.charCodeAt(index);
    if (byte > 0x00 && byte < 0x80) {
      index++;
      continue;
    }
    out += value.slice(copied, index);
    const size = sizeOf(byte);
    const code = size > 0 ? decode(value, index, size) : -1;
    if (byte >= 0xf5 && byte <= 0xf7) out += String.fromCharCode(byte);
    if (code >= 0) {
      out += `%u${code.toString(16).padStart(4, '0')}`;
      if (isSurrogate(code)) out += String.fromCharCode(byte);
      if (code < (SMALLEST[size] as number)) out += String.fromCharCode(byte);
      index += size;
    } else {
      if (size === 0 && byte !== 0) out += String.fromCharCode(byte);
      index++;
    }
    copied = index;
  }
  return copied === 0 ? value : out + value.slice(copied);
}

/** How many bytes a character takes that begins with this byte; 0 if none does. */
function sizeOf(byte: number): number {
  if ((byte & 0xe0) === 0xc0) return 2;
  if ((byte & 0xf0) === 0xe0) return 3;
  return (byte & 0xf8) === 0xf0 ? 4 : 0;
}

/** The code point at an index; -1 if a continuation is missing. */
function decode(value: string, index: number, size: number): number {
  let code = value.charCodeAt(index) & (0xff >> (size + 1));
  for (let offset = 1; offset < size; offset++) {
    const byte = byteAt(value, index + offset);
    if (byte < 0 || (byte & 0xc0) !== 0x80) return -1;
    code = code * 64 + (byte & 0x3f);
  }
  return code;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}
