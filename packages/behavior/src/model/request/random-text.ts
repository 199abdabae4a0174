const UPPER = 1;
const LOWER = 2;
const DIGIT = 3;
const OTHER = 4;
const NONE = 0;
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindOf(code));

const LEAST_LENGTH = 16;
const LEAST_COUNTED = 12;
/** Of letters and digits that were drawn, some two of three are of another kind than the one before; of words, one of six, and of words in camel case up to one of three: but these have no digits among them. */
const LEAST_CHANGES = 1 / 3;
const LEAST_CHANGES_WITH_DIGITS = 1 / 4;

/**
 * Whether letters and digits of a text look as if they were drawn: an id, a hash, a signature, a token. What stands beside each other in such a text says
 * nothing. Linear in `end`.
 */
export function isRandomText(text: string, end: number): boolean {
  if (end < LEAST_LENGTH) return false;
  let last = NONE;
  let counted = 0;
  let changes = 0;
  let hasDigits = false;
  for (let index = 0; index < end; index++) {
    const code = text.charCodeAt(index);
    const kind = code < 128 ? (KINDS[code] ?? NONE) : NONE;
    if (kind === NONE || kind === OTHER) continue;
    counted++;
    if (kind !== last) changes++;
    if (kind === DIGIT) hasDigits = true;
    last = kind;
  }
  return counted >= LEAST_COUNTED && changes >= (hasDigits ? LEAST_CHANGES_WITH_DIGITS : LEAST_CHANGES) * counted;
}

/** Whether it is a character of Base64 or base64url (RFC 4648). */
export function isDrawn(code: number): boolean {
  return code < 128 && KINDS[code] !== NONE;
}

function kindOf(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return UPPER;
  if (code >= 0x61 && code <= 0x7a) return LOWER;
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  return '-_+/='.includes(String.fromCharCode(code)) ? OTHER : NONE;
}
