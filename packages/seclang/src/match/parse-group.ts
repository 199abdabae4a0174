import type { Flags, PatternReader } from './pattern-reader.ts';
import { type Node, sequence } from './syntax-tree.ts';

type ParseInside = (reader: PatternReader) => Node;

const FLAG_NAMES: Readonly<Record<string, keyof Flags>> = { i: 'caseInsensitive', m: 'multiline', s: 'dotAll', x: 'extended' };

/** What follows an opening parenthesis. Yields `undefined` for what only sets flags. */
export function parseGroup(reader: PatternReader, parseInside: ParseInside): Node | undefined {
  const open = reader.offset - 1;
  if (reader.peek() === '*') reader.fail('Verbs such as (*SKIP) are not supported', open);
  if (!reader.skip('?')) return capturing(reader, parseInside, open);
  if (reader.skip(':')) return closed(reader, parseInside, open);
  if (reader.skip('>')) return { kind: 'atomic', node: closed(reader, parseInside, open) };
  const look = reader.match(/<?[=!]/y)?.[0];
  if (look !== undefined) {
    return { kind: 'look', ahead: !look.startsWith('<'), negative: look.endsWith('!'), node: closed(reader, parseInside, open) };
  }
  const name = reader.match(/P?<([A-Za-z_]\w{0,63})>|'([A-Za-z_]\w{0,63})'/y);
  if (name !== undefined) return named(reader, parseInside, open, name[1] ?? name[2] ?? '');
  const reference = reader.match(/P=([A-Za-z_]\w*)\)/y);
  if (reference !== undefined) return namedReference(reader, reference[1] ?? '', open);
  return flagGroup(reader, parseInside, open);
}

/** A back-reference to a group by name, which must have been opened before. */
export function namedReference(reader: PatternReader, name: string, offset: number): Node {
  const group = reader.names.get(name);
  if (group === undefined) reader.fail(`There is no group named “${name}” before this reference`, offset);
  return { kind: 'reference', group, caseInsensitive: reader.flags.caseInsensitive };
}

function capturing(reader: PatternReader, parseInside: ParseInside, open: number): Node {
  const index = ++reader.groups;
  return { kind: 'group', index, node: closed(reader, parseInside, open) };
}

function named(reader: PatternReader, parseInside: ParseInside, open: number, name: string): Node {
  if (reader.names.has(name)) reader.fail(`Two groups are named “${name}”`, open);
  reader.names.set(name, reader.groups + 1);
  return capturing(reader, parseInside, open);
}

function flagGroup(reader: PatternReader, parseInside: ParseInside, open: number): Node | undefined {
  const found = reader.match(/(\^?)([imsx]*)(?:-([imsx]*))?([:)])/y);
  if (found === undefined) {
    reader.fail('This kind of group is not supported: expected (?:…), (?i), (?=…), (?!…), (?<=…), (?<!…), (?>…) or (?<name>…)', open);
  }
  const [, reset, on = '', off = '', end] = found;
  const flags = { ...reader.flags };
  if (reset === '^') for (const name of Object.values(FLAG_NAMES)) flags[name] = false;
  for (const letter of on) set(flags, letter, true);
  for (const letter of off) set(flags, letter, false);
  if (end === ')') {
    reader.flags = flags;
    return undefined;
  }
  return reader.nested(() => {
    reader.flags = flags;
    return inside(reader, parseInside, open);
  });
}

function set(flags: { -readonly [Name in keyof Flags]: boolean }, letter: string, value: boolean): void {
  const name = FLAG_NAMES[letter];
  if (name !== undefined) flags[name] = value;
}

function closed(reader: PatternReader, parseInside: ParseInside, open: number): Node {
  return reader.nested(() => inside(reader, parseInside, open));
}

function inside(reader: PatternReader, parseInside: ParseInside, open: number): Node {
  const node = parseInside(reader);
  if (!reader.skip(')')) reader.fail('This group is not closed: expected “)”', open);
  return sequence([node]);
}
