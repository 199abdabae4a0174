import { byteView } from './byte-view.ts';

/**
 * Which kinds of bytes a value has, as bits: one pass over a value, and most transformations are known to leave it as it is and most rules to
 * be unable to match it. Values are byte strings: JavaScript strings whose characters are 0 to 255 (latin1).
 */
export const HAS = {
  nul: 1 << 0,
  control: 1 << 1,
  whitespace: 1 << 2,
  upper: 1 << 3,
  lower: 1 << 4,
  digit: 1 << 5,
  high: 1 << 6,
  percent: 1 << 7,
  plus: 1 << 8,
  ampersand: 1 << 9,
  backslash: 1 << 10,
  slash: 1 << 11,
  star: 1 << 12,
  singleQuote: 1 << 13,
  doubleQuote: 1 << 14,
  backtick: 1 << 15,
  dash: 1 << 16,
  dot: 1 << 17,
  hash: 1 << 18,
  semicolon: 1 << 19,
  comma: 1 << 20,
  caret: 1 << 21,
  angle: 1 << 22,
  parenthesis: 1 << 23,
  equals: 1 << 24,
  bracket: 1 << 25,
  /** White space that is not one space between two other bytes; one before `/` or `(`. */
  oddSpace: 1 << 26,
  dollar: 1 << 27,
  colon: 1 << 28,
  /** A dot at the very end. */
  finalDot: 1 << 29,
  other: 1 << 30,
  pipe: 1 << 31,
} as const;

/** Bytes that plain text, names, numbers, dates and addresses do without, and evasions do not. */
export const UNCOMMON =
  HAS.nul |
  HAS.control |
  HAS.percent |
  HAS.ampersand |
  HAS.backslash |
  HAS.star |
  HAS.singleQuote |
  HAS.doubleQuote |
  HAS.backtick |
  HAS.hash |
  HAS.semicolon |
  HAS.caret |
  HAS.angle |
  HAS.parenthesis |
  HAS.bracket |
  HAS.dollar |
  HAS.pipe;

/** Shorter values are read as they are, longer ones from a table. */
const SHORT = 64;

const BY_BYTE = new Int32Array(256).fill(HAS.other);

assign('\0', HAS.nul);
for (let byte = 1; byte < 0x20; byte++) BY_BYTE[byte] = HAS.control;
assign('\x7f', HAS.control);
assign(' ', HAS.whitespace);
assign('\t\n\v\f\r', HAS.whitespace | HAS.oddSpace);
for (let byte = 0x80; byte < 0x100; byte++) BY_BYTE[byte] = HAS.high;
assign('ABCDEFGHIJKLMNOPQRSTUVWXYZ', HAS.upper);
assign('abcdefghijklmnopqrstuvwxyz', HAS.lower);
assign('0123456789', HAS.digit);
assign('%', HAS.percent);
assign('+', HAS.plus);
assign('&', HAS.ampersand);
assign('\\', HAS.backslash);
assign('/', HAS.slash);
assign('*', HAS.star);
assign("'", HAS.singleQuote);
assign('"', HAS.doubleQuote);
assign('`', HAS.backtick);
assign('-', HAS.dash);
assign('.', HAS.dot);
assign('#', HAS.hash);
assign(';', HAS.semicolon);
assign(',', HAS.comma);
assign('^', HAS.caret);
assign('<>', HAS.angle);
assign('()', HAS.parenthesis);
assign('=', HAS.equals);
assign('[]{}', HAS.bracket);
assign('$', HAS.dollar);
assign(':', HAS.colon);
assign('|', HAS.pipe);

/** The bits of `HAS` for the bytes that occur in a value. Linear; looks at each byte once. */
export function fingerprint(value: string): number {
  const { length } = value;
  let bits = 0;
  if (length < SHORT) {
    for (let index = 0; index < length; index++) bits |= BY_BYTE[value.charCodeAt(index) & 0xff] as number;
    return bits | placed(value, bits);
  }
  const bytes = byteView(value);
  for (let index = 0; index < length; index++) bits |= BY_BYTE[bytes[index] as number] as number;
  return bits | placed(value, bits);
}

/** The bits that depend on where bytes stand. */
function placed(value: string, bits: number): number {
  const dot = (bits & HAS.dot) !== 0 && value.endsWith('.') ? HAS.finalDot : 0;
  if ((bits & HAS.whitespace) === 0 || (bits & HAS.oddSpace) !== 0) return dot;
  const isOdd = value.startsWith(' ') || value.endsWith(' ') || value.includes('  ') || value.includes(' /') || value.includes(' (');
  return isOdd ? dot | HAS.oddSpace : dot;
}

/** The bits of a value whose letters may be in either case. */
export function withBothCases(bits: number): number {
  const letters = HAS.upper | HAS.lower;
  return (bits & letters) === 0 ? bits : bits | letters;
}

/** The bits of a value whose dots and white space may stand anywhere. */
export function withPlaces(bits: number): number {
  return bits | ((bits & HAS.dot) === 0 ? 0 : HAS.finalDot) | ((bits & HAS.whitespace) === 0 ? 0 : HAS.oddSpace);
}

function assign(characters: string, bit: number): void {
  for (const character of characters) BY_BYTE[character.charCodeAt(0)] = bit;
}
