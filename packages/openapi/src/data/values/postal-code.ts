import { isDigit, isLetter } from '../../validate/schema/formats/characters.ts';
import { shaped } from './shaped.ts';

/** Shapes with letters: Great Britain, Canada, the Netherlands, Ireland, Argentina, Malta. */
const WITH_LETTERS = [
  'A9 9AA',
  'A99 9AA',
  'AA9 9AA',
  'AA99 9AA',
  'A9A 9AA',
  'AA9A 9AA',
  'A9A 9A9',
  '9999 AA',
  'A99 XXXX',
  'A9999AAA',
  'AAA 9999',
];

/** A code as the posts of the world write them: 3 to 8 digits, one dash between them perhaps, a country in front (`D-10117`), or with letters. */
export function isPostalCode(text: string): boolean {
  if (WITH_LETTERS.some((shape) => shaped(text, shape) || shaped(text, shape.replace(' ', '')))) return true;
  let digits = 0;
  let dashes = 0;
  const start = isLetter(text.charCodeAt(0)) ? text.indexOf('-') + 1 : 0;
  if (start > 3 || (start === 0 && isLetter(text.charCodeAt(0)))) return false;
  for (let index = start; index < text.length; index++) {
    if (isDigit(text.charCodeAt(index))) digits++;
    else if (text[index] === '-' || text[index] === ' ') dashes++;
    else return false;
  }
  return digits >= 3 && digits <= 9 && dashes <= 1;
}
