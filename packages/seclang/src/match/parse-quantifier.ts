import type { PatternReader } from './pattern-reader.ts';
import { type Node, type RepeatMode, repeat } from './syntax-tree.ts';

/** The largest number PCRE accepts in `{n,m}`. */
const MAX_COUNT = 65_535;

/** The node with the quantifier that follows it, if any. A `{` that begins no quantifier stays a character. */
export function parseQuantifier(reader: PatternReader, node: Node): Node {
  skipExtended(reader);
  const bounds = parseBounds(reader);
  if (bounds === undefined) return node;
  const repeated = repeat(node, bounds.min, bounds.max, parseMode(reader));
  skipExtended(reader);
  const next = reader.offset;
  if (parseBounds(reader) === undefined) return repeated;
  return reader.fail('A quantifier may not follow a quantifier: put the repeated part into a group “(?:…)”', next);
}

/** Skips what the flag `x` makes insignificant: white space and comments. */
export function skipExtended(reader: PatternReader): void {
  if (reader.flags.extended) reader.match(/(?:[ \t\n\v\f\r]|#[^\n]*)*/y);
}

function parseBounds(reader: PatternReader): { min: number; max: number } | undefined {
  if (reader.skip('*')) return { min: 0, max: Infinity };
  if (reader.skip('+')) return { min: 1, max: Infinity };
  if (reader.skip('?')) return { min: 0, max: 1 };
  const start = reader.offset;
  const found = reader.match(/\{(\d+)(?:(,)(\d*))?\}/y);
  if (found === undefined) return undefined;
  const min = Number(found[1]);
  const max = found[2] === undefined ? min : found[3] === '' ? Infinity : Number(found[3]);
  if (min > MAX_COUNT || (max > MAX_COUNT && max !== Infinity)) reader.fail(`A repetition may count to ${MAX_COUNT} at most`, start);
  if (min > max) reader.fail(`The bounds of this repetition are out of order: {${min},${max}}`, start);
  return { min, max };
}

function parseMode(reader: PatternReader): RepeatMode {
  if (reader.skip('?')) return 'lazy';
  return reader.skip('+') ? 'possessive' : 'greedy';
}
