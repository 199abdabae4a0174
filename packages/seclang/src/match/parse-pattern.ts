import { ANY, ByteSet, NOT_NEWLINE } from './byte-set.ts';
import { parseClass } from './parse-class.ts';
import { parseEscape } from './parse-escape.ts';
import { parseGroup } from './parse-group.ts';
import { parseQuantifier, skipExtended } from './parse-quantifier.ts';
import { type Flags, PatternReader } from './pattern-reader.ts';
import { byte, choice, type Node, type Pattern, sequence } from './syntax-tree.ts';

/** Flags a pattern begins with; it may change them inside, as in `(?i)`. */
export type PatternOptions = Partial<Flags>;

/**
 * Reads a pattern in the flavour of PCRE over bytes: `\w`, `\b` and case folding are ASCII's, `\s` includes the vertical tab, `.` matches
 * line breaks unless `dotAll` is false, `$` holds at the end of the text only unless `multiline` is set. Throws `PatternError`.
 */
export function parsePattern(source: string, options: PatternOptions = {}): Pattern {
  const { caseInsensitive = false, dotAll = true, multiline = false, extended = false } = options;
  const identity = `${caseInsensitive} ${dotAll} ${multiline} ${extended} ${source}`;
  if (last?.identity === identity) return last.pattern;
  const reader = new PatternReader(source, { caseInsensitive, dotAll, multiline, extended });
  const root = parseChoice(reader);
  if (!reader.done) reader.fail('This “)” closes nothing: escape it or remove it');
  last = { identity, pattern: { source, root, groups: reader.groups, names: reader.names } };
  return last.pattern;
}

/** A pattern is asked for by its operator and by its screen, one after the other. */
let last: { readonly identity: string; readonly pattern: Pattern } | undefined;

function parseChoice(reader: PatternReader): Node {
  const alternatives: Node[] = [];
  do alternatives.push(parseSequence(reader));
  while (reader.skip('|'));
  return choice(alternatives);
}

function parseSequence(reader: PatternReader): Node {
  const nodes: Node[] = [];
  for (;;) {
    skipExtended(reader);
    if (reader.done || reader.peek() === '|' || reader.peek() === ')') return sequence(nodes);
    if (reader.match(/\(\?#[^)]*\)/y) !== undefined) continue;
    const quoted = reader.match(/\\Q([\s\S]*?)(?:\\E|$)/y);
    if (quoted !== undefined) {
      parseQuoted(reader, quoted[1] ?? '', nodes);
      continue;
    }
    if (reader.skip('\\E')) continue;
    const node = parseAtom(reader);
    if (node !== undefined) nodes.push(parseQuantifier(reader, node));
  }
}

function parseAtom(reader: PatternReader): Node | undefined {
  const { flags } = reader;
  const start = reader.offset;
  const character = reader.take();
  switch (character) {
    case '(':
      return parseGroup(reader, parseChoice);
    case '[':
      return byte(parseClass(reader));
    case '\\':
      return parseEscape(reader);
    case '.':
      return byte(flags.dotAll ? ANY : NOT_NEWLINE);
    case '^':
      return { kind: 'place', place: flags.multiline ? 'lineStart' : 'start' };
    case '$':
      return { kind: 'place', place: flags.multiline ? 'lineEnd' : 'end' };
    case '*':
    case '+':
    case '?':
      return reader.fail(`There is nothing before this “${character}” to repeat: escape it to mean the character`, start);
    default:
      return literal(character, flags);
  }
}

/** The text between `\Q` and `\E`; a quantifier after it belongs to its last character. */
function parseQuoted(reader: PatternReader, text: string, nodes: Node[]): void {
  const characters = [...text].map((character) => literal(character, reader.flags));
  const last = characters.pop();
  nodes.push(...characters);
  if (last !== undefined) nodes.push(parseQuantifier(reader, last));
}

function literal(character: string, flags: Flags): Node {
  return byte(ByteSet.single(character.charCodeAt(0), flags.caseInsensitive));
}
