import { ByteSet, DIGIT, LOWER, NONE, SPACE, UPPER, WORD } from './byte-set.ts';
import { parseByteEscape, parseSetEscape } from './parse-escape.ts';
import type { PatternReader } from './pattern-reader.ts';

const POSIX: Readonly<Record<string, ByteSet>> = {
  alpha: UPPER.or(LOWER),
  digit: DIGIT,
  alnum: UPPER.or(LOWER).or(DIGIT),
  upper: UPPER,
  lower: LOWER,
  space: SPACE,
  blank: ByteSet.of(' \t'),
  cntrl: ByteSet.range(0, 0x1f).or(ByteSet.of('\x7f')),
  graph: ByteSet.range(0x21, 0x7e),
  print: ByteSet.range(0x20, 0x7e),
  punct: ByteSet.where((byte) => byte > 0x20 && byte < 0x7f && !WORD.has(byte)).or(ByteSet.of('_')),
  word: WORD,
  xdigit: ByteSet.of('0123456789abcdefABCDEF'),
  ascii: ByteSet.range(0, 0x7f),
};

/** What follows `[`, up to and with the closing `]`. A `]` right after the opening is a character. */
export function parseClass(reader: PatternReader): ByteSet {
  const open = reader.offset - 1;
  const negated = reader.skip('^');
  let set = NONE;
  let first = true;
  for (;;) {
    if (reader.done) reader.fail('This class is not closed: expected “]”', open);
    if (reader.peek() === ']' && !first) break;
    first = false;
    set = set.or(parseMember(reader));
  }
  reader.offset++;
  const folded = reader.flags.caseInsensitive ? set.foldCase() : set;
  return negated ? folded.not() : folded;
}

/** One member: a named set, an escape, a range or a character. */
function parseMember(reader: PatternReader): ByteSet {
  const offset = reader.offset;
  const quoted = reader.match(/\\Q([\s\S]*?)(?:\\E|$)/y);
  if (quoted !== undefined) return ByteSet.of(quoted[1] ?? '');
  if (reader.skip('\\E')) return NONE;
  const posix = reader.match(/\[:(\^?)([a-z]*):\]/y);
  if (posix !== undefined) {
    const named = POSIX[posix[2] ?? ''];
    if (named === undefined) reader.fail(`“${posix[2]}” is not a POSIX class: expected one of ${Object.keys(POSIX).join(', ')}`, offset);
    return posix[1] === '^' ? named.not() : named;
  }
  const low = parseBound(reader);
  if (typeof low !== 'number') return low;
  if (reader.peek() !== '-' || reader.peek(1) === ']' || reader.peek(1) === '') return ByteSet.range(low, low);
  const hyphen = reader.offset++;
  if (/^\[:\^?[a-z]*:\]/.test(reader.source.slice(reader.offset, reader.offset + 12))) {
    reader.offset = hyphen;
    return ByteSet.range(low, low);
  }
  const high = parseBound(reader);
  if (typeof high !== 'number') return high.or(ByteSet.range(low, low)).or(ByteSet.of('-'));
  if (high < low) reader.fail('The ends of this range are out of order', offset);
  return ByteSet.range(low, high);
}

function parseBound(reader: PatternReader): number | ByteSet {
  if (!reader.skip('\\')) return reader.take().charCodeAt(0);
  if (reader.skip('b')) return 8;
  return parseSetEscape(reader) ?? parseByteEscape(reader);
}
