import { crc32 } from 'node:zlib';

/** What every key made by Airside begins with, so that secret scanners can find one that leaked. */
export const API_KEY_PREFIX = 'airside_';

export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Random characters of a key: 30 of 62 values each are 178 bits. */
export const RANDOM_CHARACTERS = 30;
const CHECKSUM_CHARACTERS = 6;
const FORM = new RegExp(`^${API_KEY_PREFIX}[0-9A-Za-z]{${RANDOM_CHARACTERS + CHECKSUM_CHARACTERS}}$`);

/**
 * True where a key has the form that `generateApiKey` gives, its checksum included: `airside_`, 30 random base62 characters, and the
 * CRC-32 of all before it in 6 base62 characters. The checksum finds typing errors without a look-up. It proves nothing.
 */
export function checkApiKeyForm(key: string): boolean {
  if (!FORM.test(key)) return false;
  const end = key.length - CHECKSUM_CHARACTERS;
  return key.slice(end) === checksum(key.slice(0, end));
}

/** CRC-32 of ASCII text, in base62, most significant digit first, padded with `0` to 6 characters. */
export function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < CHECKSUM_CHARACTERS; place++) {
    digits = BASE62.charAt(rest % BASE62.length) + digits;
    rest = Math.floor(rest / BASE62.length);
  }
  return digits;
}
