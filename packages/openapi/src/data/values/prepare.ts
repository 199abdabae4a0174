import { isDigit, isLetter } from '../../validate/schema/formats/characters.ts';
import type { ValueForm } from '../data-class.ts';

/** A value with what the tests for its form get of it. */
export interface PreparedValue {
  readonly form: ValueForm;
  /** The value as it stands. */
  readonly text: string;
  /** Without separators, in upper case; the text itself where its form is `text`. */
  readonly compact: string;
}

/** Longer values are no numbers or codes of anything here. */
const LONGEST_CODE = 64;
const SPACE = 0x20;
const DASH = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;

/** Tells the form of a value. Takes one pass over at most 64 characters. */
export function prepare(text: string): PreparedValue {
  const asText: PreparedValue = { form: 'text', text, compact: text };
  if (text.length === 0 || text.length > LONGEST_CODE) return asText;
  let letters = 0;
  let digits = 0;
  let dots = 0;
  let separators = 0;
  let afterSeparator = true;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isDigit(code)) digits++;
    else if (isLetter(code)) letters++;
    else if ((code === SPACE || code === DASH || code === DOT || code === SLASH) && !afterSeparator) {
      separators++;
      if (code === DOT) dots++;
      afterSeparator = true;
      continue;
    } else return asText;
    afterSeparator = false;
  }
  // A dash at the end is no separator, and one dot between digits makes a decimal fraction.
  if (afterSeparator || (letters === 0 && separators === 1 && dots === 1)) return asText;
  if (letters === 0) return { form: 'digits', text, compact: separators === 0 ? text : withoutSeparators(text) };
  return digits === 0 && separators > 0
    ? asText
    : { form: 'code', text, compact: (separators === 0 ? text : withoutSeparators(text)).toUpperCase() };
}

function withoutSeparators(text: string): string {
  let compact = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (isDigit(code) || isLetter(code)) compact += character;
  }
  return compact;
}
