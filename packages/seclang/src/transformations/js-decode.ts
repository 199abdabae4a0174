import { HAS } from '../fingerprint.ts';
import { byteAt, copy, foldFullWidth, hexByte, isOctal, scratch, text } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/**
 * `t:jsDecode`: decodes the escapes of JavaScript: `\uHHHH` (the low byte; full-width forms become ASCII), `\xHH`, octal up to `\377`, and
 * `\a \b \f \n \r \t \v`. The backslash of any other escape goes; one at the end stays.
 */
export const jsDecode: Transformation = { name: 'jsDecode', changes: HAS.backslash, apply };

const CONTROL: ReadonlyMap<number, number> = new Map(
  Array.from('abfnrtv').map((letter, index) => [letter.charCodeAt(0), '\x07\b\f\n\r\t\v'.charCodeAt(index)]),
);

function apply(value: string): string {
  const first = value.indexOf('\\');
  if (first < 0) return value;
  const bytes = scratch(value.length);
  copy(value, bytes, first);
  let length = first;
  let index = first;
  while (index < value.length) {
    const byte = value.charCodeAt(index);
    const next = byteAt(value, index + 1);
    if (byte !== 0x5c || next < 0) {
      bytes[length++] = byte;
      index++;
      continue;
    }
    const used = decode(value, index, next, bytes, length++);
    index += used;
  }
  const result = text(bytes, length);
  return result === value ? value : result;
}

/** Decodes the escape that begins at an index into one byte; returns how many bytes it took. */
function decode(value: string, index: number, kind: number, bytes: Buffer, at: number): number {
  if (kind === 0x75) {
    const high = hexByte(value, index + 2);
    const low = hexByte(value, index + 4);
    if (high >= 0 && low >= 0) {
      bytes[at] = foldFullWidth(high, low);
      return 6;
    }
  } else if (kind === 0x78) {
    const byte = hexByte(value, index + 2);
    if (byte >= 0) {
      bytes[at] = byte;
      return 4;
    }
  } else if (isOctal(kind)) {
    const limit = kind > 0x33 ? 2 : 3;
    let digits = 1;
    while (digits < limit && isOctal(byteAt(value, index + 1 + digits))) digits++;
    bytes[at] = Number.parseInt(value.slice(index + 1, index + 1 + digits), 8);
    return 1 + digits;
  }
  bytes[at] = CONTROL.get(kind) ?? kind;
  return 2;
}
