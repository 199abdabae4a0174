const UPPER = 1;
const LOWER = 2;
const DIGIT = 3;
const OTHER = 4;
const NONE = 0;
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindOf(code));

/** The letters that there is one of in most syllables. */
const VOWELS = Uint8Array.from({ length: 128 }, (_, code) => ('aeiou'.includes(String.fromCharCode(code).toLowerCase()) ? 1 : 0));

const LEAST_LENGTH = 16;
const LEAST_COUNTED = 12;
/** Of letters and digits that were drawn, some two of three are of another kind than the one before; of words, one of six, and of words in camel case up to one of three: but these have no digits among them. */
const LEAST_CHANGES = 1 / 3;
const LEAST_CHANGES_WITH_DIGITS = 1 / 4;
/** Where that few letters are vowels they are no words, however few digits are among them. */
const MOST_VOWELS = 1 / 5;
const LEAST_CHANGES_WITHOUT_VOWELS = 1 / 8;
const LEAST_LETTERS = 8;
/** So many consonants in a row are in hardly any word. */
const MOST_CONSONANTS = 5;
/** Characters before the first `_` that may say of what a text is the id. */
const LONGEST_PREFIX = 10;

/**
 * Whether letters and digits of a text look as if they were drawn: an id, a hash, a signature, a token. What stands beside each other in such a text says
 * nothing. Linear in `end`.
 */
export function isRandomText(text: string, end: number): boolean {
  if (end < LEAST_LENGTH) return false;
  let last = NONE;
  let [counted, changes, digits, vowels, consonants, mostConsonants] = [0, 0, 0, 0, 0, 0];
  for (let index = afterPrefix(text); index < end; index++) {
    const code = text.charCodeAt(index);
    const kind = code < 128 ? (KINDS[code] ?? NONE) : NONE;
    const isLetter = kind === UPPER || kind === LOWER;
    const isVowel = isLetter && VOWELS[code] === 1;
    consonants = isLetter && !isVowel ? consonants + 1 : 0;
    if (consonants > mostConsonants) mostConsonants = consonants;
    if (kind === NONE || kind === OTHER) continue;
    counted++;
    if (kind !== last) changes++;
    if (kind === DIGIT) digits++;
    if (isVowel) vowels++;
    last = kind;
  }
  if (counted < LEAST_COUNTED) return false;
  if (mostConsonants > MOST_CONSONANTS) return true;
  if (changes >= (digits > 0 ? LEAST_CHANGES_WITH_DIGITS : LEAST_CHANGES) * counted) return true;
  const letters = counted - digits;
  return digits > 0 && letters >= LEAST_LETTERS && vowels <= MOST_VOWELS * letters && changes >= LEAST_CHANGES_WITHOUT_VOWELS * counted;
}

/** Where what follows a first word of small letters and `_` begins; 0 where there is none. */
function afterPrefix(text: string): number {
  let at = 0;
  while (at < LONGEST_PREFIX && KINDS[text.charCodeAt(at)] === LOWER) at++;
  return at > 0 && text[at] === '_' ? at + 1 : 0;
}

/** Whether a text has as many characters as a drawn one has at least, and no others than those. */
export function mayBeRandom(text: string, end: number): boolean {
  if (end < LEAST_LENGTH) return false;
  for (let index = 0; index < end; index++) if (!isDrawn(text.charCodeAt(index))) return false;
  return true;
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
