import { ByteSet, DIGIT, HORIZONTAL, NOT_NEWLINE, SPACE, VERTICAL, WORD } from './byte-set.ts';
import { namedReference } from './parse-group.ts';
import type { PatternReader } from './pattern-reader.ts';
import { byte, choice, type Node, type Place, sequence } from './syntax-tree.ts';

const SETS: Readonly<Record<string, ByteSet>> = {
  d: DIGIT,
  D: DIGIT.not(),
  w: WORD,
  W: WORD.not(),
  s: SPACE,
  S: SPACE.not(),
  h: HORIZONTAL,
  H: HORIZONTAL.not(),
  v: VERTICAL,
  V: VERTICAL.not(),
  N: NOT_NEWLINE,
};

const PLACES: Readonly<Record<string, Place>> = { b: 'wordBoundary', B: 'notWordBoundary', A: 'start', z: 'end' };

const CONTROLS: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

/** What follows a backslash outside of a class. */
export function parseEscape(reader: PatternReader): Node {
  const offset = reader.offset - 1;
  const place = PLACES[reader.peek()];
  if (place !== undefined) {
    reader.offset++;
    return { kind: 'place', place };
  }
  if (reader.skip('R')) return LINE_BREAK;
  if (reader.skip('Z')) return BEFORE_FINAL_NEWLINE;
  const name = reader.match(/k(?:<(\w+)>|'(\w+)'|\{(\w+)\})/y);
  if (name !== undefined) return namedReference(reader, name[1] ?? name[2] ?? name[3] ?? '', offset);
  const reference = parseReference(reader, offset);
  if (reference !== undefined) return { kind: 'reference', group: reference, caseInsensitive: reader.flags.caseInsensitive };
  return byte(parseSetEscape(reader) ?? ByteSet.single(parseByteEscape(reader), reader.flags.caseInsensitive));
}

/** `\d`, `\W` and their like, which mean the same inside and outside of a class. */
export function parseSetEscape(reader: PatternReader): ByteSet | undefined {
  const set = SETS[reader.peek()];
  if (set !== undefined) reader.offset++;
  return set;
}

/** An escape that stands for one byte. */
export function parseByteEscape(reader: PatternReader): number {
  const offset = reader.offset - 1;
  const code = reader.match(/x\{([0-9A-Fa-f]{1,8})\}|x([0-9A-Fa-f]{0,2})|o\{([0-7]{1,11})\}|([0-7]{1,3})/y);
  if (code !== undefined) {
    const value = code[3] ?? code[4];
    const number = value === undefined ? Number.parseInt(`0${code[1] ?? code[2] ?? ''}`, 16) : Number.parseInt(value, 8);
    if (number > 255) reader.fail('A character above \\xff is not one byte: write its UTF-8 bytes one by one', offset);
    return number;
  }
  const character = reader.take();
  if (character === 'c') return reader.take().toUpperCase().charCodeAt(0) ^ 0x40;
  const control = CONTROLS[character];
  if (control !== undefined) return control;
  if (/[0-9A-Za-z]/.test(character)) reader.fail(`The escape “\\${character}” is not supported`, offset);
  return character.charCodeAt(0);
}

function parseReference(reader: PatternReader, offset: number): number | undefined {
  const relative = reader.match(/g(?:\{(-?\d{1,4})\}|(-?\d{1,4}))/y);
  if (relative !== undefined) {
    const number = Number(relative[1] ?? relative[2]);
    return checked(reader, number < 0 ? reader.groups + 1 + number : number, offset);
  }
  const start = reader.offset;
  const found = reader.match(/[1-9]\d{0,3}/y);
  if (found === undefined) return undefined;
  const number = Number(found[0]);
  if (number < 10 || number <= reader.groupsInAll) return checked(reader, number, offset);
  reader.offset = start;
  return undefined;
}

function checked(reader: PatternReader, group: number, offset: number): number {
  if (group < 1 || group > reader.groupsInAll) reader.fail(`The pattern has no group ${group} to refer to`, offset);
  return group;
}

const CRLF = sequence([byte(ByteSet.of('\r')), byte(ByteSet.of('\n'))]);
const LINE_BREAK: Node = { kind: 'atomic', node: choice([CRLF, byte(VERTICAL)]) };
const BEFORE_FINAL_NEWLINE: Node = {
  kind: 'look',
  ahead: true,
  negative: false,
  node: sequence([
    { kind: 'repeat', node: byte(ByteSet.of('\n')), min: 0, max: 1, mode: 'greedy' },
    { kind: 'place', place: 'end' },
  ]),
};
