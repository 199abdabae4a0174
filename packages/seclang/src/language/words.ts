/**
 * Splits a statement into words. A word in single or double quotes may hold white space; a backslash before that quote makes it part of the
 * word, and every other backslash stays as it is, because patterns are written with them. Throws an Error for a quote that is not closed.
 */
export function words(text: string): string[] {
  const found: string[] = [];
  let index = skipSpace(text, 0);
  while (index < text.length) {
    const quote = text[index];
    const word = quote === '"' || quote === "'" ? quoted(text, index, quote) : bare(text, index);
    found.push(word.value);
    index = skipSpace(text, word.end);
  }
  return found;
}

interface Word {
  readonly value: string;
  readonly end: number;
}

function quoted(text: string, start: number, quote: string): Word {
  let value = '';
  for (let index = start + 1; index < text.length; index++) {
    const character = text[index];
    if (character === '\\' && text[index + 1] === quote) {
      value += quote;
      index++;
    } else if (character === '\\' && index + 1 < text.length) {
      value += text.slice(index, index + 2);
      index++;
    } else if (character === quote) {
      const next = text[index + 1];
      if (next !== undefined && !isSpace(next)) {
        throw new Error(
          `expected white space after the closing ${quote} but found "${text.slice(index + 1, index + 20)}"; escape a ${quote} inside as \\${quote}`,
        );
      }
      return { value, end: index + 1 };
    } else {
      value += character;
    }
  }
  throw new Error(`the text that begins with ${text.slice(start, start + 20)} has no closing ${quote}`);
}

function bare(text: string, start: number): Word {
  let end = start;
  while (end < text.length && !isSpace(text[end] ?? '')) end++;
  return { value: text.slice(start, end), end };
}

function skipSpace(text: string, start: number): number {
  let index = start;
  while (index < text.length && isSpace(text[index] ?? '')) index++;
  return index;
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t';
}
