import { randomBytes } from 'node:crypto';

import type { IdPrefix } from './shop.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const RANDOM_CHARACTERS = 16;

/** A new id: a prefix that says of what, then 80 random bits. */
export function createId(prefix: IdPrefix): string {
  const random = Array.from(randomBytes(RANDOM_CHARACTERS), (byte) => ALPHABET.charAt(byte % ALPHABET.length));
  return `${prefix}_${random.join('')}`;
}

/** Whether a text has the form of an id. */
export function isId(text: string): boolean {
  return /^[a-z]{3}_[0-9a-z]{16}$/.test(text);
}
