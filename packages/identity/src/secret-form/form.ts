import { checksum } from './checksum.ts';
import { randomBase62 } from './random.ts';

/** The form of a kind of secret that Airside makes. */
export interface SecretForm {
  readonly prefix: string;
  /** A new secret. */
  readonly generate: () => string;
  /** True where a text has the form, its checksum included. Finds typing errors without a look-up, and proves nothing. */
  readonly check: (text: string) => boolean;
  /** What may be shown of a secret that has the form: its prefix and its last four characters. */
  readonly excerpt: (secret: string) => string;
}

/**
 * Secrets that begin with a prefix, so that scanners find one that leaked, go on with so many random base62 characters, and end with the
 * CRC-32 of all before it in 6 base62 characters.
 */
export function defineSecretForm(prefix: string, randomCharacters: number): SecretForm {
  const pattern = new RegExp(`^${prefix}[0-9A-Za-z]{${randomCharacters + CHECKSUM_CHARACTERS}}$`);
  return {
    prefix,
    generate() {
      const body = prefix + randomBase62(randomCharacters);
      return body + checksum(body, CHECKSUM_CHARACTERS);
    },
    check(text) {
      if (!pattern.test(text)) return false;
      const end = text.length - CHECKSUM_CHARACTERS;
      return text.slice(end) === checksum(text.slice(0, end), CHECKSUM_CHARACTERS);
    },
    excerpt: (secret) => `${prefix}…${secret.slice(-SHOWN_CHARACTERS)}`,
  };
}

const CHECKSUM_CHARACTERS = 6;
const SHOWN_CHARACTERS = 4;
