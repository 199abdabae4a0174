import type { Parameter } from '../../call/call.ts';
import { TYPE } from './value-type.ts';

/** Characters of a value that are looked at. */
export const LONGEST_LOOKED_AT = 4096;

/** The type of a value, as it was sent. */
export function typeOf(value: string, written: Parameter['written']): number {
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
  const end = Math.min(value.length, LONGEST_LOOKED_AT);
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
