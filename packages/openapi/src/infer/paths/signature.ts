import type { EndpointRecord } from '../record/endpoint-record.ts';
import type { ValueSketch } from '../sketch/value-sketch.ts';
import type { PathNode } from './path-node.ts';

/** What can be called below a place, each with the names that its answers have; undefined where answers are not known. */
export interface Signature {
  /** By method and path below. */
  readonly exact: Map<string, Set<string> | undefined>;
  /** The same with words left out, for paths whose words are values themselves. */
  readonly loose: Map<string, Set<string> | undefined>;
}

const DEEPEST = 4;
const MOST_ENDPOINTS = 64;
const MOST_NAMES = 64;
const DEEPEST_NAME = 4;
/** So many of the names of the smaller set have to be in the larger one. */
const LEAST_SHARED = 0.6;

export function signatureOf(node: PathNode): Signature {
  const signature: Signature = { exact: new Map(), loose: new Map() };
  collect(node, '', '', 0, signature);
  return signature;
}

/** Whether two places behave alike: they share what can be called, and its answers have the same names. */
export function agree(one: Signature, other: Signature): boolean {
  const exact = shared(one.exact, other.exact);
  if (exact.length > 0) return exact.every(alike) && exact.length * 2 >= Math.min(one.exact.size, other.exact.size);
  const loose = shared(one.loose, other.loose);
  return loose.length > 0 && loose.every(alike) && loose.length * 2 >= Math.min(one.loose.size, other.loose.size);
}

/** How many names tell of the answers; 0 where nothing is known of them. */
export function richness(signature: Signature): number {
  let names = 0;
  for (const found of signature.exact.values()) names = Math.max(names, found?.size ?? 0);
  return names;
}

export function addTo(signature: Signature, other: Signature): void {
  for (const map of ['exact', 'loose'] as const) for (const [key, names] of other[map]) add(signature[map], key, names);
}

function collect(node: PathNode, exact: string, loose: string, depth: number, signature: Signature): void {
  if (signature.exact.size >= MOST_ENDPOINTS) return;
  for (const [method, endpoint] of node.endpoints) {
    const names = namesOfAnswers(endpoint);
    add(signature.exact, `${method} ${exact}`, names);
    add(signature.loose, `${method} ${loose}`, names);
  }
  if (depth === DEEPEST) return;
  for (const [word, child] of node.literals) collect(child, `${exact}/${word}`, `${loose}/*`, depth + 1, signature);
  for (const { prefix, suffix, node: child } of node.edges)
    collect(child, `${exact}/${prefix}{}${suffix}`, `${loose}/*`, depth + 1, signature);
}

function add(map: Map<string, Set<string> | undefined>, key: string, names: Set<string> | undefined): void {
  const known = map.get(key);
  if (known === undefined || names === undefined) map.set(key, known ?? (names && new Set(names)));
  else for (const name of names) if (known.size < MOST_NAMES) known.add(name);
}

type Pair = readonly [Set<string> | undefined, Set<string> | undefined];

function shared(one: Signature['exact'], other: Signature['exact']): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const [key, names] of one) if (other.has(key)) pairs.push([names, other.get(key)]);
  return pairs;
}

function alike([one, other]: Pair): boolean {
  return one === undefined || other === undefined || areAlike(one, other);
}

export function areAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const smaller = Math.min(one.size, other.size);
  if (smaller === 0) return one.size === other.size;
  let common = 0;
  for (const name of one) if (other.has(name)) common++;
  return common >= smaller * LEAST_SHARED && common >= Math.max(one.size, other.size) * (LEAST_SHARED / 2);
}

function namesOfAnswers({ answers }: EndpointRecord): Set<string> | undefined {
  const names = new Set<string>();
  for (const [status, { bodies }] of answers) {
    if (status < 200 || status >= 300) continue;
    for (const [mediaType, { json }] of bodies) {
      if (json !== undefined) addNames(json, '', 0, names);
      else if (mediaType !== '') names.add(`#${mediaType}`);
    }
  }
  return names.size === 0 ? undefined : names;
}

function addNames(sketch: ValueSketch, path: string, depth: number, names: Set<string>): void {
  if (names.size >= MOST_NAMES) return;
  if (sketch.string !== undefined || sketch.number !== undefined || sketch.booleans > 0) names.add(path === '' ? '#scalar' : path);
  if (depth === DEEPEST_NAME) return;
  if (sketch.items !== undefined) addNames(sketch.items, `${path}[]`, depth + 1, names);
  if (sketch.object === undefined) return;
  if (sketch.object.values !== undefined) addNames(sketch.object.values, `${path}.*`, depth + 1, names);
  for (const [name, value] of sketch.object.properties) {
    names.add(`${path}.${name}`);
    addNames(value, `${path}.${name}`, depth + 1, names);
  }
}
