import { anyOf, every, isAlphanumeric, isDigit, isHexadecimal, isLetter, runEnd } from '../../validate/schema/formats/characters.ts';
import { entropy } from './entropy.ts';

const isBase64Url = anyOf('-_', isAlphanumeric);
const isTokenCharacter = anyOf('-_.~+/=:', isAlphanumeric);

/** Whether a text is a beginning and so many characters of a class behind it. */
export function prefixed(text: string, prefix: string, least: number, most: number, belongs = isBase64Url): boolean {
  const rest = text.length - prefix.length;
  return (
    rest >= least && rest <= most && text.startsWith(prefix) && every(text, belongs, prefix.length) && isMixed(text.slice(prefix.length))
  );
}

/** Not one character again and again, as in what documentation shows in the place of a key. */
function isMixed(text: string): boolean {
  return new Set(text.slice(0, 40)).size >= Math.min(6, text.length / 2);
}

/** Three parts of base64url, the first of which is the header of a JWT: an object of JSON (RFC 7519, RFC 7515 section 7.1). */
export function isJwt(text: string): boolean {
  if (text.length > 16_384) return false;
  const first = runEnd(text, isBase64Url, 0);
  const second = runEnd(text, isBase64Url, first + 1);
  if (text[first] !== '.' || first < 15 || text[second] !== '.' || second < first + 4) return false;
  if (runEnd(text, isBase64Url, second + 1) !== text.length) return false;
  return Buffer.from(text.slice(0, Math.min(first, 2000)), 'base64url')
    .toString('latin1')
    .includes('"alg"');
}

/** Random enough for a key: 16 characters without spaces, letters and digits mixed or all hexadecimal, no words. */
export function isRandomText(text: string): boolean {
  if (text.length < 16 || text.length > 4096 || !every(text, isTokenCharacter) || isUrl(text)) return false;
  const sample = text.slice(0, 256);
  const digits = [...sample].filter((character) => isDigit(character.charCodeAt(0))).length;
  if (every(sample, isHexadecimal)) return sample.length >= 24 && entropy(sample) >= 2.8 && digits > 0;
  const letters = [...sample].filter((character) => isLetter(character.charCodeAt(0))).length;
  return digits >= 2 && letters >= 4 && entropy(sample) >= 3.2;
}

function isUrl(text: string): boolean {
  return text.includes('://');
}

/** What stands where no password is: an empty value, a truth value, a note that it was left out. */
const NO_SECRETS = new Set(
  'true false null none undefined redacted hidden masked required optional string password secret n/a yes no'.split(' '),
);

/** A word that may be a password: 4 to 128 characters, no placeholder, no number of one or two digits. */
export function isPassword(text: string): boolean {
  return text.length >= 4 && text.length <= 128 && !NO_SECRETS.has(text.toLowerCase()) && !isUrl(text) && new Set(text).size > 1;
}
