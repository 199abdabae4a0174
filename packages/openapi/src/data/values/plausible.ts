import { isDigit } from '../../validate/schema/formats/characters.ts';

const LETTER = /^\p{L}$/u;
const PUNCTUATION = " '’`.-,()";

/** Words that stand where names are left out, or that programs write into fields called `name`. */
const NO_NAMES = new Set(
  'null none nil n/a na unknown undefined true false yes no test admin root system default anonymous guest other male female active inactive'.split(
    ' ',
  ),
);

/**
 * Whether a text can be the name of a person, a street's town or the like: letters of any script with what stands between the parts of names, no
 * digits, between `fewest` and `most` words.
 */
export function isPlausibleName(text: string, fewest: number, most: number): boolean {
  if (text.length < 2 || text.length > 80 || NO_NAMES.has(text.toLowerCase())) return false;
  let words = 1;
  let first = true;
  for (const character of text) {
    const isPart = LETTER.test(character) || /^\p{M}$/u.test(character);
    if (!isPart && (first || !PUNCTUATION.includes(character))) return false;
    if (character === ' ') words++;
    first = false;
  }
  return words >= fewest && words <= most && !isConstant(text);
}

/** `ACTIVE_USER` and `camelCase` are names of programs; capitals alone may be a name: `MEIER`. */
function isConstant(text: string): boolean {
  for (let index = 1; index < text.length; index++) {
    const before = text[index - 1] ?? '';
    const here = text[index] ?? '';
    const turns = before !== before.toUpperCase() && here !== here.toLowerCase();
    if (turns && !/^(?:Mc|Mac|De|La|Le|Di|Van|Fitz|O)$/.test(text.slice(Math.max(text.lastIndexOf(' ', index) + 1, 0), index))) return true;
  }
  return false;
}

/** A line of an address: letters, and not much else than digits and punctuation with them. */
export function isPlausibleStreet(text: string): boolean {
  if (text.length < 4 || text.length > 120) return false;
  let letters = 0;
  let digits = 0;
  for (const character of text) {
    if (LETTER.test(character)) letters++;
    else if (isDigit(character.charCodeAt(0))) digits++;
    else if (!" '’.,-/#&°ºª()\n".includes(character)) return false;
  }
  return letters >= 3 && digits <= letters && text.includes(' ');
}
