import { randomBytes } from 'node:crypto';

export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Random text, each character with the same likelihood. */
export function randomBase62(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // Bytes beyond the last whole multiple of 62 would make some characters likelier than others.
      if (byte < UNBIASED && text.length < length) text += BASE62.charAt(byte % BASE62.length);
    }
  }
  return text;
}

const UNBIASED = 256 - (256 % BASE62.length);
