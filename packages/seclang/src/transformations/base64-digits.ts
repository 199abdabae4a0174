import { scratch, text } from './bytes.ts';

/** In a table of digits: the byte is passed over. */
export const SKIP = 64;
/** In a table of digits: decoding ends before this byte. */
export const STOP = 65;

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A table of what each byte means: the digits of base64 as 0 to 63, `others` for the rest. */
export function base64Table(others: number): Uint8Array {
  const table = new Uint8Array(256).fill(others);
  for (let digit = 0; digit < 64; digit++) table[STANDARD.charCodeAt(digit)] = digit;
  return table;
}

/** Decodes as the table says. Bits of a digit that no further digit completes to a byte are dropped. */
export function decodeDigits(value: string, table: Uint8Array): string {
  const bytes = scratch(value.length);
  let length = 0;
  let bits = 0;
  let count = 0;
  for (let index = 0; index < value.length; index++) {
    const digit = table[value.charCodeAt(index)] as number;
    if (digit === SKIP) continue;
    if (digit === STOP) break;
    bits = ((bits << 6) | digit) & 0xffffff;
    count++;
    if ((count & 3) !== 1) bytes[length++] = bits >> (6 - 2 * ((count - 1) & 3));
  }
  return text(bytes, length);
}
