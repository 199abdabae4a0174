import { HARMLESS_BEFORE, HARMLESS_WORDS, SECRET_LETTERS, SECRET_WORDS } from './secret-words.ts';

/**
 * Whether the value of a parameter, a field or a member of this name is a secret. A percent-encoded name is undone first. Short words count as whole
 * words only, so that a `postcode` is no code and an `author` no `auth`; in doubt the answer is yes.
 */
export function isSecretName(raw: string): boolean {
  const name = decoded(raw);
  return hasSecretWord(name) || hasSecretLetters(name);
}

/** `isSecretName` for one text, in which the same names stand again and again. */
export function rememberSecretNames(): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const verdict = isSecretName(name);
    if (known.size < MOST_REMEMBERED) known.set(name, verdict);
    return verdict;
  };
}

const MOST_REMEMBERED = 1000;

/** Percent-encoding undone: octets that are no UTF-8 become one character each. */
export function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replaceAll(OCTET, (_octet, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  }
}

const OCTET = /%([0-9a-fA-F]{2})/g;

function hasSecretWord(name: string): boolean {
  // Read without its cases as well: `KeY` is three words by its capitals.
  return isSecretAmong(wordsOf(name.replaceAll(CAPITALS, ' '))) || isSecretAmong(wordsOf(name));
}

function isSecretAmong(words: readonly string[]): boolean {
  return words.some((word, at) => {
    const bare = word.replaceAll(DIGITS, '');
    if (!SECRET_WORDS.has(word) && !SECRET_WORDS.has(bare)) return false;
    return HARMLESS_BEFORE[singular(bare)]?.has(words[at - 1] ?? '') !== true;
  });
}

function hasSecretLetters(name: string): boolean {
  const letters = wordsOf(name)
    .filter((word) => !HARMLESS_WORDS.has(word))
    .join('');
  return SECRET_LETTERS.some((part) => letters.includes(part));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(SEPARATORS);
}

function singular(word: string): string {
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** Where a word begins by its capital: `api|Key`, `API|Key`. */
const CAPITALS = /(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu;
const SEPARATORS = /[^\p{L}\p{N}]+/u;
const DIGITS = /\d+/g;
