import { BREAK, CONTROL, DIGITS, END, LETTERS, SPACE, SYMBOLS, symbolOf, WIDE } from './symbols.ts';

const BIGRAMS = SYMBOLS * SYMBOLS;

/** What stands in values of any API all the time, besides letters and digits: the unreserved characters of RFC 3986, and what separates parts of a value. */
const USUAL = '-._~ ,/:@+';
const EXPECTED = 0.2;
/** By how much rarer an n-gram is with each other character in it. */
const RARER = 0.15;
const RAREST = 0.002;

const factors = new Float64Array(SYMBOLS).fill(RARER);
for (const symbol of [END, LETTERS, DIGITS, SPACE, WIDE]) factors[symbol] = 1;
for (const character of USUAL) factors[symbolOf(character.charCodeAt(0))] = 1;
for (const symbol of [BREAK, CONTROL]) factors[symbol] = RARER * RARER;

const table = Float32Array.from({ length: BIGRAMS + SYMBOLS * BIGRAMS }, (_, gram) => expected(gram));

/** In what share of values an n-gram is expected before anything was learned. */
export function expectedOf(gram: number): number {
  return table[gram] ?? RAREST;
}

function expected(gram: number): number {
  const isBigram = gram < BIGRAMS;
  const three = gram - BIGRAMS;
  const symbols = isBigram
    ? [Math.floor(gram / SYMBOLS), gram % SYMBOLS]
    : [Math.floor(three / BIGRAMS), Math.floor(three / SYMBOLS) % SYMBOLS, three % SYMBOLS];
  return Math.max(
    RAREST,
    symbols.reduce((share, symbol) => share * (factors[symbol] ?? RARER), EXPECTED),
  );
}
