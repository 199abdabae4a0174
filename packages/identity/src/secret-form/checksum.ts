import { crc32 } from 'node:zlib';

import { BASE62 } from './random.ts';

/** CRC-32 of ASCII text, in base62, most significant digit first, padded with `0` to so many characters (6 hold every value). */
export function checksum(text: string, characters: number): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < characters; place++) {
    digits = BASE62.charAt(rest % BASE62.length) + digits;
    rest = Math.floor(rest / BASE62.length);
  }
  return digits;
}
