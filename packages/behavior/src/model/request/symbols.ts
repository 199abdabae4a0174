/**
 * Symbols that texts are written in when they are compared: a run of letters is one symbol and a run of digits another, any other character of ASCII
 * stands for itself. What remains is how a text is built: `o'brien@example.org` is `a'a@a.a`.
 */
export const SYMBOLS = 40;
export const END = 0;
export const LETTERS = 1;
export const DIGITS = 2;
export const SPACE = 3;
export const BREAK = 4;
export const CONTROL = 5;
const FIRST_PUNCTUATION = 6;
/** Letters of other scripts than Latin, and everything else beyond ASCII. */
export const WIDE = 38;

const TABLE = Uint8Array.from({ length: 128 }, (_, code) => symbolOfAscii(code));

export function symbolOf(code: number): number {
  return code < 128 ? (TABLE[code] ?? CONTROL) : WIDE;
}

/** Whether several in a row are one symbol. */
export function isRun(symbol: number): boolean {
  return symbol === LETTERS || symbol === DIGITS || symbol === WIDE;
}

/** Of characters that stand for themselves. */
export function isPunctuation(symbol: number): boolean {
  return symbol >= FIRST_PUNCTUATION && symbol !== WIDE;
}

function symbolOfAscii(code: number): number {
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) return LETTERS;
  if (code >= 0x30 && code <= 0x39) return DIGITS;
  if (code === 0x20) return SPACE;
  if (code === 0x09 || code === 0x0a || code === 0x0d) return BREAK;
  if (code < 0x20 || code === 0x7f) return CONTROL;
  let symbol = FIRST_PUNCTUATION;
  for (let other = 0x21; other < code; other++) if (!isAlphanumeric(other)) symbol++;
  return symbol;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
