import { anyOf, type CharacterClass } from '../../validate/schema/formats/characters.ts';

const LONGEST = 16_384;
const MOST_TOKENS = 400;
const SHORTEST = 8;

/** What stands between the words of a text; what URLs, tokens and addresses are made of is none. */
const isDelimiter: CharacterClass = anyOf(' \t\r\n"\'`<>()[]{},;|=\\&?#');
const endsSentence: CharacterClass = anyOf('.:!');

/**
 * Gives the words of a text that are long enough for an address or a key, if they hold an `@` or begin in a way that is asked for. At most 400 of
 * the first 16,384 characters.
 */
export function eachToken(text: string, isBeginning: (code: number) => boolean, visit: (token: string) => void): void {
  const length = Math.min(text.length, LONGEST);
  let left = MOST_TOKENS;
  let start = 0;
  let hasAt = false;
  for (let index = 0; index <= length && left > 0; index++) {
    const code = index < length ? text.charCodeAt(index) : SPACE;
    if (code === AT) hasAt = true;
    if (!isDelimiter(code)) continue;
    if (index - start >= SHORTEST && (hasAt || isBeginning(text.charCodeAt(start)))) {
      let end = index;
      while (end > start && endsSentence(text.charCodeAt(end - 1))) end--;
      visit(text.slice(start, end));
      left--;
    }
    start = index + 1;
    hasAt = false;
  }
}

const AT = 0x40;
const SPACE = 0x20;
