import type { Parameter } from '../../call/call.ts';
import { deepText } from './deep-text.ts';
import { DIGITS, END, isRun, LETTERS, SPACE, SYMBOLS, symbolOf } from './symbols.ts';
import { TYPE } from './value-type.ts';

const MOST_GRAMS = 1024;
const LONGEST = 4096;
const BIGRAMS = SYMBOLS * SYMBOLS;
/** Numbers of n-grams: first those of two symbols, then those of three, then what a value was decoded from. */
const GRAMS = BIGRAMS + SYMBOLS * BIGRAMS + 16;
const FIRST_LAYER = BIGRAMS + SYMBOLS * BIGRAMS;

/** How a value is made. One of these is filled again and again: it is good until the next value is looked at. */
export class ValueShape {
  type: number = TYPE.empty;
  /** Characters. */
  length = 0;
  /** The number, where the type is numeric. */
  number = 0;
  /** The value as it was looked at: without what was encoded in it. */
  text = '';
  /** Each n-gram once. */
  readonly grams = new Uint32Array(MOST_GRAMS);
  gramCount = 0;
  readonly #stamps = new Uint32Array(GRAMS);
  #stamp = 0;

  read(value: string, written: Parameter['written']): void {
    const { text, layers } = deepText(value);
    this.text = text;
    this.length = value.length;
    this.gramCount = 0;
    this.#stamp = (this.#stamp + 1) >>> 0;
    if (this.#stamp === 0) this.#stamp = this.#restart();
    for (let layer = 0; layer < layers.length; layer++) this.#add(FIRST_LAYER + (layers[layer] ?? 0));
    this.#readSymbols(text);
    this.type = typeOf(value, written);
    this.number = this.type === TYPE.integer || this.type === TYPE.decimal || this.type === TYPE.jsonNumber ? Number(value) : 0;
  }

  #readSymbols(text: string): void {
    let before = END;
    let last = END;
    const end = Math.min(text.length, LONGEST);
    for (let index = 0; index < end; index++) {
      const symbol = symbolOf(text.charCodeAt(index));
      if (symbol === last && isRun(symbol)) continue;
      this.#addGrams(before, last, symbol);
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

/** The symbols of an n-gram as text, for people. */
export function gramText(gram: number): string {
  if (gram >= FIRST_LAYER) return 'encoded once more';
  const symbols = gram < BIGRAMS ? [Math.floor(gram / SYMBOLS), gram % SYMBOLS] : trigram(gram - BIGRAMS);
  return symbols.map(nameOf).join('');
}

function trigram(gram: number): readonly number[] {
  return [Math.floor(gram / BIGRAMS), Math.floor(gram / SYMBOLS) % SYMBOLS, gram % SYMBOLS];
}

const NAMES = new Map<number, string>([
  [END, ''],
  [LETTERS, 'a'],
  [DIGITS, '0'],
  [SPACE, ' '],
]);
for (let code = 0x21; code < 0x7f; code++) {
  const symbol = symbolOf(code);
  if (!NAMES.has(symbol)) NAMES.set(symbol, String.fromCharCode(code));
}

function nameOf(symbol: number): string {
  return NAMES.get(symbol) ?? '·';
}

function typeOf(value: string, written: Parameter['written']): number {
  if (written === 'number') return TYPE.jsonNumber;
  if (written === 'boolean') return TYPE.jsonBoolean;
  if (written === 'null') return TYPE.null;
  return value === '' ? TYPE.empty : typeOfText(value);
}

const DIGIT = 1;
const HEX_LETTER = 2;
const LETTER = 4;
const BLANK = 8;
const DASH = 16;
const DOT = 32;
const TOKEN = 64;
const OTHER = 128;
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => classOf(code));

function typeOfText(value: string): number {
  let classes = 0;
  let dots = 0;
  let dashes = 0;
  const end = Math.min(value.length, LONGEST);
  for (let index = 0; index < end; index++) {
    const code = value.charCodeAt(index);
    const own = code < 128 ? (CLASSES[code] ?? OTHER) : OTHER;
    if (own === DOT) dots++;
    else if (own === DASH) dashes++;
    classes |= own;
  }
  if (classes === DIGIT) return TYPE.integer;
  if ((classes & ~(DIGIT | DASH | DOT)) === 0 && (classes & DIGIT) !== 0) {
    if (dots <= 1 && dashes <= 1 && (dashes === 0 || value.charCodeAt(0) === 0x2d)) return dots === 0 ? TYPE.integer : TYPE.decimal;
  }
  if (classes === (classes & (DIGIT | HEX_LETTER)) && value.length >= 8) return TYPE.hexadecimal;
  if (value.length === 36 && dashes === 4 && (classes & ~(DIGIT | HEX_LETTER | DASH)) === 0) return TYPE.uuid;
  if ((classes & ~(HEX_LETTER | LETTER)) === 0) return value === 'true' || value === 'false' ? TYPE.boolean : TYPE.letters;
  if ((classes & ~(DIGIT | HEX_LETTER | LETTER)) === 0) return TYPE.alphanumeric;
  if ((classes & ~(DIGIT | HEX_LETTER | LETTER | BLANK)) === 0) return TYPE.words;
  return (classes & (BLANK | OTHER)) === 0 ? TYPE.token : TYPE.text;
}

function classOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  const lower = code | 0x20;
  if (lower >= 0x61 && lower <= 0x66) return HEX_LETTER;
  if (lower >= 0x61 && lower <= 0x7a) return LETTER;
  if (code === 0x20) return BLANK;
  if (code === 0x2d) return DASH;
  if (code === 0x2e) return DOT;
  return '_~+/=:@,'.includes(String.fromCharCode(code)) ? TOKEN : OTHER;
}
