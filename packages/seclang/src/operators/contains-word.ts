import { MATCHED, type Operator } from './operator.ts';

/** `@containsWord text`: the text occurs in the value with no ASCII letter right before or behind it. An empty text matches everything. */
export const containsWord: Operator = {
  name: 'containsWord',
  compile: (word) => (value) => (word === '' || hasWord(value, word) ? MATCHED : undefined),
};

function hasWord(value: string, word: string): boolean {
  for (let at = value.indexOf(word); at >= 0; at = value.indexOf(word, at + 1)) {
    if (!isLetter(value.charCodeAt(at - 1)) && !isLetter(value.charCodeAt(at + word.length))) return true;
  }
  return false;
}

/** Whether a byte is an ASCII letter; what is outside of the value (NaN) is none. */
function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
