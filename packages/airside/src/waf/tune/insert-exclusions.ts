import { isDeepStrictEqual } from 'node:util';

import { isCollection, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, stringify, type YAMLMap, type YAMLSeq } from 'yaml';

import type { Exclusion } from './exclusion.ts';

type Written = Readonly<Record<string, unknown>>;

/**
 * The text of a configuration with exclusions added to an API; all else stays as it was written, to the letter. Where the API had its
 * exclusions from the defaults, those are written out, because what an API says replaces them. Throws an Error that says why that cannot be done.
 */
export function insertExclusions(text: string, api: string, exclusions: readonly Exclusion[]): string {
  const before = plain(text);
  const own = at(before, ['apis', api, 'policies', 'firewall', 'exclude']);
  const inherited = own === undefined ? at(before, ['defaults', 'policies', 'firewall', 'exclude']) : undefined;
  const existing = listOf(own ?? inherited);
  const added = exclusions.filter((exclusion) => !existing.some((entry) => isDeepStrictEqual(entry, exclusion)));
  if (added.length === 0) return text;
  const after = spliced(text, api, [...listOf(inherited), ...added]);
  if (!isDeepStrictEqual(plain(after), withExclusions(before, ['apis', api, 'policies', 'firewall', 'exclude'], [...existing, ...added]))) {
    throw new Error(
      `there is no safe place for exclusions of ${api}: write \`exclude:\` under its \`policies.firewall\` in block style first`,
    );
  }
  return after;
}

function spliced(text: string, api: string, entries: readonly unknown[]): string {
  const path = ['policies', 'firewall', 'exclude'];
  const found = parseDocument(text).getIn(['apis', api], true);
  if (!isMap(found)) throw new Error(`apis.${api} is not written out where it stands`);
  let holder: YAMLMap = found;
  while (path.length > 1) {
    const pair = pairOf(holder, path[0] ?? '');
    if (pair === undefined) return inMap(text, holder, path, entries);
    path.shift();
    if (!isMap(pair.value)) return inEmpty(text, pair, path, entries);
    holder = pair.value;
  }
  const pair = pairOf(holder, 'exclude');
  if (pair === undefined) return inMap(text, holder, path, entries);
  return isSeq(pair.value) ? inSequence(text, pair.value, entries) : inEmpty(text, pair, [], entries);
}

/** Behind the last pair of a map. */
function inMap(text: string, map: YAMLMap, path: readonly string[], entries: readonly unknown[]): string {
  if (map.flow === true) return inFlow(text, map, nested(path, entries));
  const first = map.items[0]?.key as Node | undefined;
  const indent = ' '.repeat(columnOf(text, first?.range?.[0] ?? 0));
  const keys = path.map((key, depth) => `${indent}${'  '.repeat(depth)}${key}:`);
  const items = entries.map((entry) => `${indent}${'  '.repeat(path.length)}- ${flow(entry)}`);
  return withLines(text, map, [...keys, ...items]);
}

function inSequence(text: string, sequence: YAMLSeq, entries: readonly unknown[]): string {
  if (sequence.flow === true) return inFlow(text, sequence, entries.map(flow).join(', '));
  const indent = ' '.repeat(columnOf(text, sequence.range?.[0] ?? 0));
  return withLines(
    text,
    sequence,
    entries.map((entry) => `${indent}- ${flow(entry)}`),
  );
}

/** Before the bracket that closes a flow collection. */
function inFlow(text: string, collection: YAMLMap | YAMLSeq, content: string): string {
  const close = (collection.range?.[1] ?? 0) - 1;
  const inside = text.slice(0, close).trimEnd();
  const separator = /[[{,]$/.test(inside) ? '' : ',';
  const space = collection.items.length === 0 ? '' : ' ';
  return `${inside}${separator}${space}${content}${text.slice(inside.length)}`;
}

/** For a key with nothing behind it. */
function inEmpty(text: string, { key, value }: Pair, path: readonly string[], entries: readonly unknown[]): string {
  if (value !== null && !(isScalar(value) && value.value === null)) throw new Error(`${String(key)} is not written out where it stands`);
  const [start, end] = (value as Node | null)?.range ?? [0, 0];
  const content = path.length === 0 ? `[${entries.map(flow).join(', ')}]` : `{${nested(path, entries)}}`;
  const head = text.slice(0, start).trimEnd();
  // Where nothing is written, the white space before a comment has to stay behind what is inserted.
  return `${head} ${content}${text.slice(end === start ? head.length : end)}`;
}

/** Lines behind the last line of a block collection. */
function withLines(text: string, collection: Node, lines: readonly string[]): string {
  const last = text.slice(0, collection.range?.[1] ?? 0).trimEnd().length;
  const end = text.indexOf('\n', last);
  const place = end === -1 ? text.length : end;
  return `${text.slice(0, place)}\n${lines.join('\n')}${text.slice(place)}`;
}

function nested([key = '', ...rest]: readonly string[], entries: readonly unknown[]): string {
  return `${key}: ${rest.length === 0 ? `[${entries.map(flow).join(', ')}]` : `{${nested(rest, entries)}}`}`;
}

function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trim();
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function plain(text: string): unknown {
  return parseDocument(text, { uniqueKeys: true }).toJS({ maxAliasCount: 100 });
}

/** What the document has to say afterwards: the same but for the exclusions. */
function withExclusions(value: unknown, [key, ...rest]: readonly string[], exclusions: readonly unknown[]): unknown {
  if (key === undefined) return exclusions;
  const members: Written = isRecord(value) ? value : {};
  return { ...members, [key]: withExclusions(members[key], rest, exclusions) };
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((found, key) => (isRecord(found) ? found[key] : undefined), value);
}

function isRecord(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !isCollection(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
