/**
 * A name of a token that does not reveal it, from its SHA-256 in base64: the first 96 bits, in base64url.
 */
export function tokenName(sha256: string): string {
  return sha256.slice(0, CHARACTERS_OF_96_BITS).replaceAll('+', '-').replaceAll('/', '_');
}

const CHARACTERS_OF_96_BITS = 16;
