import { BREAK, CONTROL, DIGITS, END, LETTERS, SPACE, SYMBOLS, symbolOf } from './symbols.ts';

/**
 * Numbers of what a value is made of, here called n-grams: first two symbols in a row, then three, then what the value was decoded from, then a character
 * that stands in it 2, 8 or 32 times.
 */
export const BIGRAMS = SYMBOLS * SYMBOLS;
export const FIRST_LAYER = BIGRAMS + SYMBOLS * BIGRAMS;
export const FIRST_REPEATED = FIRST_LAYER + 16;
export const GRAMS = FIRST_REPEATED + 3 * SYMBOLS;

/** The n-gram of a symbol that stands there so many times; −1 where that is not counted. */
export function repeatedGram(symbol: number, times: number): number {
  if (times === 2) return FIRST_REPEATED + symbol;
  if (times === 8) return FIRST_REPEATED + SYMBOLS + symbol;
  return times === 32 ? FIRST_REPEATED + 2 * SYMBOLS + symbol : -1;
}

/** The symbols of an n-gram of two or three. */
export function symbolsOf(gram: number): readonly number[] {
  if (gram < BIGRAMS) return [Math.floor(gram / SYMBOLS), gram % SYMBOLS];
  const three = gram - BIGRAMS;
  return [Math.floor(three / BIGRAMS), Math.floor(three / SYMBOLS) % SYMBOLS, three % SYMBOLS];
}

/** An n-gram as text, for people. */
export function gramText(gram: number): string {
  if (gram >= FIRST_REPEATED) return `${nameOf((gram - FIRST_REPEATED) % SYMBOLS)}, so often`;
  if (gram >= FIRST_LAYER) return 'encoded once more';
  return symbolsOf(gram).map(nameOf).join('');
}

const NAMES = new Map<number, string>([
  [END, ''],
  [LETTERS, 'a'],
  [DIGITS, '0'],
  [SPACE, ' '],
  [BREAK, '↵'],
  [CONTROL, '␀'],
]);
for (let code = 0x21; code < 0x7f; code++) {
  const symbol = symbolOf(code);
  if (!NAMES.has(symbol)) NAMES.set(symbol, String.fromCharCode(code));
}

function nameOf(symbol: number): string {
  return NAMES.get(symbol) ?? '·';
}
