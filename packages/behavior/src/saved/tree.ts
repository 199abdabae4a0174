import { COLUMN_KINDS, type Column } from './column.ts';

const ALIGNMENT = 8;
const DEEPEST = 32;
const COLUMN = '$';
const LENGTH_BYTES = 4;

/**
 * A tree of what JSON has and of columns, as bytes: the length of the JSON (32 bits, little-endian), the JSON, in which `{"$": [kind, from, length]}` stands for a column, and
 * the columns as they lie in memory, each from a multiple of 8 bytes on after the JSON. Throws an Error for a tree that is deeper than 32.
 */
export function encodeTree(tree: unknown): Uint8Array {
  const columns: Column[] = [];
  let bytes = 0;
  const inJson = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) throw new Error(`what is saved is deeper than ${DEEPEST}`);
    const kind = COLUMN_KINDS.findIndex((Kind) => value instanceof Kind);
    if (kind >= 0) {
      const column = value as Column;
      const from = bytes;
      columns.push(column);
      bytes = aligned(from + column.byteLength);
      return { [COLUMN]: [kind, from, column.length] };
    }
    if (Array.isArray(value)) return value.map((each) => inJson(each, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inJson(each, depth + 1)]));
  };
  const json = Buffer.from(JSON.stringify(inJson(tree, 0)) ?? 'null');
  const start = aligned(LENGTH_BYTES + json.length);
  const encoded = new Uint8Array(start + bytes);
  new DataView(encoded.buffer).setUint32(0, json.length, true);
  encoded.set(json, LENGTH_BYTES);
  let next = start;
  for (const column of columns) {
    encoded.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), next);
    next = aligned(next + column.byteLength);
  }
  return encoded;
}

/** The tree in bytes; its columns are copies. Throws an Error that says what is wrong with them. */
export function decodeTree(bytes: Uint8Array): unknown {
  if (bytes.length < LENGTH_BYTES) throw new Error('it is too short');
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  if (LENGTH_BYTES + length > bytes.length) throw new Error('it is shorter than it says');
  const json = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + LENGTH_BYTES, length).toString()) as unknown;
  const columns = bytes.subarray(Math.min(bytes.length, aligned(LENGTH_BYTES + length)));
  const inTree = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) throw new Error(`it is deeper than ${DEEPEST}`);
    if (Array.isArray(value)) {
      for (const [index, each] of value.entries()) if (typeof each === 'object') value[index] = inTree(each, depth + 1);
      return value;
    }
    const members = value as Record<string, unknown>;
    if (Object.hasOwn(members, COLUMN)) return columnOf(members[COLUMN], columns);
    for (const [name, each] of Object.entries(members)) {
      if (typeof each === 'object' && name !== '__proto__') members[name] = inTree(each, depth + 1);
    }
    return members;
  };
  return inTree(json, 0);
}

function columnOf(described: unknown, columns: Uint8Array): Column {
  const [kind, from, length] = Array.isArray(described) ? (described as readonly unknown[]) : [];
  const Kind = COLUMN_KINDS[kind as number];
  if (Kind === undefined || !isCount(from) || !isCount(length) || from + length * Kind.BYTES_PER_ELEMENT > columns.length)
    throw new Error(`it has a column that it does not hold: ${JSON.stringify(described)}`);
  return new Kind(new Uint8Array(columns.subarray(from, from + length * Kind.BYTES_PER_ELEMENT)).buffer);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
