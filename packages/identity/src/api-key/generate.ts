import { randomBytes } from 'node:crypto';

import { API_KEY_PREFIX, BASE62, checksum, RANDOM_CHARACTERS } from './form.ts';

/** A new API key: 178 random bits, in the form described at `checkApiKeyForm`. */
export function generateApiKey(): string {
  const body = API_KEY_PREFIX + randomBase62(RANDOM_CHARACTERS);
  return body + checksum(body);
}

function randomBase62(length: number): string {
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
