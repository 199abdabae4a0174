const SHORTEST = 8;
const LEAST_CONSONANTS = 9;
const DIGIT = 0;
const LOWER = 1;
const UPPER = 2;
const OTHER = 3;

/**
 * Whether letters and digits were drawn rather than written: hexadecimal with digits, digits among letters again and again, capitals where no word
 * begins, letters without a vowel for long. A short text is not: `oauth2`, `mp3`. One pass.
 */
export function isRandom(text: string): boolean {
  if (text.length < SHORTEST) return false;
  let [changes, runs, consonants, mostConsonants] = [0, 1, 0, 0];
  let isHexadecimal = true;
  let before: number = OTHER;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const kind = kindOf(code);
    if (kind !== OTHER && before !== OTHER && kind !== before && !(before === UPPER && kind === LOWER)) runs++;
    if (before !== OTHER && kind !== OTHER && (kind === DIGIT) !== (before === DIGIT)) changes++;
    consonants = kind === DIGIT || kind === OTHER || isVowel(code) ? 0 : consonants + 1;
    if (consonants > mostConsonants) mostConsonants = consonants;
    if (kind === OTHER || (kind !== DIGIT && (code | 0x20) > 0x66)) isHexadecimal = false;
    before = kind;
  }
  if (changes > 0 && isHexadecimal) return true;
  if (changes >= 3 || (changes >= 2 && text.length >= 16) || mostConsonants >= LEAST_CONSONANTS) return true;
  return text.length >= 10 && runs >= 5 && text.length / runs < (runs >= 6 ? 2.5 : 2.2);
}

function kindOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  if (code >= 0x61 && code <= 0x7a) return LOWER;
  return code >= 0x41 && code <= 0x5a ? UPPER : OTHER;
}

function isVowel(code: number): boolean {
  const lower = code | 0x20;
  return lower === 0x61 || lower === 0x65 || lower === 0x69 || lower === 0x6f || lower === 0x75 || lower === 0x79;
}
