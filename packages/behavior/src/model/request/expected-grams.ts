import { FIRST_LAYER, FIRST_REPEATED, GRAMS, symbolsOf } from './grams.ts';
import { BREAK, CONTROL, DIGITS, END, LETTERS, SPACE, SYMBOLS, symbolOf, WIDE } from './symbols.ts';

/** What stands in values of any API all the time, besides letters and digits: the unreserved characters of RFC 3986, and what separates parts of a value. */
const USUAL = '-._~ ,/:@+';
const EXPECTED = 0.2;
/** A character that may stand there may stand there again. */
const EXPECTED_AGAIN = 0.3;
/** By how much rarer an n-gram is with each other character in it. */
const RARER = 0.15;
const RAREST = 0.002;
/** Nobody types control characters, other than those that end lines and columns. */
const CONTROLS = 1e-4;

const factors = new Float64Array(SYMBOLS).fill(RARER);
for (const symbol of [END, LETTERS, DIGITS, SPACE, WIDE]) factors[symbol] = 1;
for (const character of USUAL) factors[symbolOf(character.charCodeAt(0))] = 1;
factors[BREAK] = RARER * RARER;
factors[CONTROL] = 1;

/** In what share of values an n-gram is expected before anything was learned. */
export const EXPECTED_SHARES: Float64Array = Float64Array.from({ length: GRAMS }, (_, gram) => expected(gram));

function expected(gram: number): number {
  if (gram >= FIRST_LAYER) return gram < FIRST_REPEATED ? RAREST : EXPECTED_AGAIN * factorOf((gram - FIRST_REPEATED) % SYMBOLS);
  const symbols = symbolsOf(gram);
  const share = Math.max(
    RAREST,
    symbols.reduce((product, symbol) => product * factorOf(symbol), EXPECTED),
  );
  return symbols.includes(CONTROL) ? share * CONTROLS : share;
}

function factorOf(symbol: number): number {
  return factors[symbol] ?? RARER;
}
