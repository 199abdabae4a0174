import type { Parameter } from '../../call/call.ts';
import { deepText } from './deep-text.ts';
import { BIGRAMS, FIRST_LAYER, GRAMS, repeatedGram } from './grams.ts';
import { isDrawn, isRandomText, mayBeRandom } from './random-text.ts';
import { END, isPunctuation, isRun, LETTERS, SYMBOLS, symbolOf } from './symbols.ts';
import { LONGEST_LOOKED_AT, typeOf } from './type-of.ts';
import { isNumeric, TYPE } from './value-type.ts';

const MOST_GRAMS = 1024;

/** How a value is made. One of these is filled again and again: it is good until the next value is looked at. */
export class ValueShape {
  type: number = TYPE.empty;
  /** Characters. */
  length = 0;
  /** The number, where the type is numeric. */
  number = 0;
  /** Each n-gram once. */
  readonly grams = new Uint32Array(MOST_GRAMS);
  gramCount = 0;
  /** Whether it looks as if it was drawn. */
  isDrawn = false;
  #amongDrawn = false;
  /** What was read last. */
  #value: string | undefined;
  #written: Parameter['written'] = 'text';
  readonly #stamps = new Uint32Array(GRAMS);
  #stamp = 0;
  readonly #times = new Uint16Array(SYMBOLS);

  /** `amongDrawn`: it stands where nearly all values were drawn, as ids are, so that one that might have been is taken for it. */
  read(value: string, written: Parameter['written'], amongDrawn = false): void {
    if (value === this.#value && written === this.#written && amongDrawn === this.#amongDrawn) return;
    this.#amongDrawn = amongDrawn;
    this.#value = value;
    this.#written = written;
    const { text, layers } = deepText(value);
    this.length = value.length;
    this.gramCount = 0;
    this.#stamp = (this.#stamp + 1) >>> 0;
    if (this.#stamp === 0) this.#stamp = this.#restart();
    for (let layer = 0; layer < layers.length; layer++) this.#add(FIRST_LAYER + (layers[layer] ?? 0));
    this.type = typeOf(value, written);
    this.number = isNumeric(this.type) ? Number(value) : 0;
    // All is said of these with their type.
    this.isDrawn = this.type === TYPE.uuid || this.type === TYPE.hexadecimal;
    if (this.isDrawn) this.#addGrams(END, END, LETTERS);
    else this.#readSymbols(text, Math.min(text.length, LONGEST_LOOKED_AT));
  }

  #readSymbols(text: string, end: number): void {
    const isRandom = isRandomText(text, end) || (this.#amongDrawn && mayBeRandom(text, end));
    this.isDrawn = isRandom;
    this.#times.fill(0);
    let before = END;
    let last = END;
    for (let index = 0; index < end; index++) {
      const code = text.charCodeAt(index);
      const symbol = isRandom && isDrawn(code) ? LETTERS : symbolOf(code);
      if (symbol === last && isRun(symbol)) continue;
      this.#addGrams(before, last, symbol);
      if (isPunctuation(symbol)) this.#addRepeated(symbol);
      before = last;
      last = symbol;
    }
    this.#addGrams(before, last, END);
  }

  #addGrams(before: number, last: number, symbol: number): void {
    const bigram = last * SYMBOLS + symbol;
    this.#add(bigram);
    this.#add(BIGRAMS + before * BIGRAMS + bigram);
  }

  #addRepeated(symbol: number): void {
    const times = (this.#times[symbol] ?? 0) + 1;
    this.#times[symbol] = times;
    const gram = repeatedGram(symbol, times);
    if (gram !== -1) this.#add(gram);
  }

  #add(gram: number): void {
    if (this.#stamps[gram] === this.#stamp || this.gramCount === MOST_GRAMS) return;
    this.#stamps[gram] = this.#stamp;
    this.grams[this.gramCount++] = gram;
  }

  #restart(): number {
    this.#stamps.fill(0);
    return 1;
  }
}
