import type { Parameter } from '../call/call.ts';

/** What a value is written as; one of these for each value. */
export const KIND = {
  empty: 1,
  /** As JSON writes them, so that whoever reads them as numbers gets the same. */
  integer: 2,
  decimal: 4,
  boolean: 8,
  null: 16,
  uuid: 32,
  date: 64,
  text: 128,
  jsonInteger: 256,
  jsonNumber: 512,
  jsonBoolean: 1024,
} as const;

/** Which characters stand in a text, beside the 32 marks of ASCII, which are told one by one. */
export const CLASS = { digit: 1, letter: 2, space: 4, break: 8, control: 16, wide: 32 } as const;

/** The marks of ASCII in the order of their bits. */
export const MARKS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

const IS_MARK = 128;
/** For each character of ASCII its class, or its place among the marks. */
const TABLE = Uint8Array.from({ length: 128 }, (_, code) => {
  const mark = MARKS.indexOf(String.fromCharCode(code));
  if (mark !== -1) return IS_MARK | mark;
  if (code >= 0x30 && code <= 0x39) return CLASS.digit;
  if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) return CLASS.letter;
  if (code === 0x20) return CLASS.space;
  return code === 0x09 || code === 0x0a || code === 0x0d ? CLASS.break : CLASS.control;
});

/** Longer integers are not exact as numbers. */
const MOST_DIGITS = 15;
const INTEGER = /^-?(?:0|[1-9][0-9]{0,14})$/;
const DECIMAL = /^-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}$/;

/** How one value is written. One of these is filled again and again. */
export class ValueReading {
  kind = 0;
  classes = 0;
  /** A bit for each of `MARKS`. */
  marks = 0;
  length = 0;
  /** The number, where it is one. */
  number = 0;

  get isNumber(): boolean {
    return (this.kind & (KIND.integer | KIND.decimal | KIND.jsonInteger | KIND.jsonNumber)) !== 0;
  }

  read(value: string, written: Parameter['written']): void {
    this.length = value.length;
    this.classes = 0;
    this.marks = 0;
    this.number = 0;
    if (written === 'text') this.#readText(value);
    else if (written === 'number') this.#readNumber(value);
    else this.kind = written === 'null' ? KIND.null : KIND.jsonBoolean;
  }

  #readNumber(value: string): void {
    this.number = Number(value);
    this.kind = Number.isSafeInteger(this.number) ? KIND.jsonInteger : KIND.jsonNumber;
  }

  #readText(value: string): void {
    let [classes, marks] = [0, 0];
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      const own = code < 128 ? (TABLE[code] ?? 0) : CLASS.wide;
      if (own >= IS_MARK) marks |= 1 << (own & 31);
      else classes |= own;
    }
    this.classes = classes;
    this.marks = marks >>> 0;
    this.kind = this.#kindOf(value);
  }

  #kindOf(value: string): number {
    const { classes, marks } = this;
    if (value === '') return KIND.empty;
    if (classes === CLASS.digit && (marks & ~(DASH | DOT)) === 0 && value.length <= 2 * MOST_DIGITS + 2) {
      const isInteger = INTEGER.test(value);
      if (isInteger || DECIMAL.test(value)) {
        this.number = Number(value);
        return isInteger ? KIND.integer : KIND.decimal;
      }
    }
    if (classes === CLASS.letter && marks === 0 && (value === 'true' || value === 'false')) return KIND.boolean;
    if (marks === DASH && (classes & ~(CLASS.digit | CLASS.letter)) === 0) {
      if (value.length === 36 && UUID.test(value)) return KIND.uuid;
      if (value.length === 10 && DATE.test(value)) return KIND.date;
    }
    return KIND.text;
  }
}

const DASH = 1 << MARKS.indexOf('-');
const DOT = 1 << MARKS.indexOf('.');
const UUID = /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
