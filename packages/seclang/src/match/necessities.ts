import { fingerprint } from '../fingerprint.ts';
import type { ByteSet } from './byte-set.ts';
import { allClasses, anyClass, type Classes, exactClasses } from './class-masks.ts';
import { bestFirst, cross, MAX_ALTERNATIVES, unite } from './literal-sets.ts';
import type { Node } from './syntax-tree.ts';

/** What every match of a node contains. */
export interface Necessities {
  readonly minBytes: number;
  /** All texts of the node in lower case, when they are few; the node is then nothing but one of them. */
  readonly exact: readonly string[] | undefined;
  /** Of each list one text occurs inside; without what follows from `exact`, as are the classes. */
  readonly literals: readonly (readonly string[])[];
  readonly classes: Classes;
}

const NOTHING: Necessities = { minBytes: 0, exact: [''], literals: [], classes: [] };
const UNKNOWN: Necessities = { minBytes: 0, exact: undefined, literals: [], classes: [] };

/** The most bytes a set may have, case disregarded, to be spelled out. */
const MAX_SPELLED = 12;
const MAX_COPIES = 16;
/** The most texts of a part repeated without limit for its first copies to be joined to what stands before. */
const MAX_JOINED = 3;

/** Literals of patterns share their sets, so that most are analysed once. */
const BY_SET = new WeakMap<ByteSet, Necessities>();

/** What every match of `node` contains, its own exact texts included in `literals`. */
export function necessities(node: Node): Necessities {
  return closed(analyse(node));
}

function analyse(node: Node): Necessities {
  switch (node.kind) {
    case 'byte':
      return analyseByte(node.set);
    case 'sequence':
      return joined(node.nodes.flatMap(partsOf));
    case 'choice':
      return analyseChoice(node.nodes.map(analyse));
    case 'repeat':
      return joined(partsOf(node));
    case 'group':
    case 'atomic':
      return analyse(node.node);
    case 'place':
    case 'look':
      return NOTHING;
    case 'reference':
      return UNKNOWN;
  }
}

function analyseByte(set: ByteSet): Necessities {
  const known = BY_SET.get(set);
  if (known !== undefined) return known;
  const bytes = set.bytes();
  const mask = fingerprint(String.fromCharCode(...bytes));
  const spelled = bytes.length > 2 * MAX_SPELLED ? undefined : [...new Set(bytes.map((value) => lowerCase(String.fromCharCode(value))))];
  const exact = spelled !== undefined && spelled.length <= MAX_SPELLED ? spelled : undefined;
  const found = { minBytes: 1, exact, literals: [], classes: exact === undefined ? [mask] : [] };
  BY_SET.set(set, found);
  return found;
}

/** Exact parts that stand side by side are joined; where the joint would have too many texts, a list ends and another begins. */
function joined(parts: readonly Necessities[]): Necessities {
  let exact: readonly string[] = [''];
  let whole = true;
  let minBytes = 0;
  const masks: number[] = [];
  const literals: (readonly string[])[] = [];
  for (const part of parts) {
    minBytes += part.minBytes;
    masks.push(...part.classes);
    literals.push(...part.literals);
    const longer = part.exact === undefined ? undefined : cross(exact, part.exact);
    if (longer !== undefined) {
      exact = longer;
      continue;
    }
    whole = false;
    literals.push(exact);
    masks.push(...exactClasses(exact));
    exact = part.exact ?? [''];
  }
  if (whole) return { minBytes, exact, literals: [], classes: [] };
  const classes = allClasses([...masks, ...exactClasses(exact)]);
  return { minBytes, exact: undefined, literals: bestFirst([...literals, exact]), classes };
}

function analyseChoice(branches: readonly Necessities[]): Necessities {
  const minBytes = Math.min(...branches.map((branch) => branch.minBytes));
  const texts = branches.flatMap((branch) => branch.exact ?? []);
  if (branches.every((branch) => branch.exact !== undefined) && texts.length <= MAX_ALTERNATIVES) {
    const exact = [...new Set(texts)];
    return { minBytes, exact, literals: [], classes: [] };
  }
  const ends = branches.map(closed);
  return {
    minBytes,
    exact: undefined,
    literals: unite(ends.map((branch) => branch.literals)),
    classes: anyClass(ends.map((end) => end.classes)),
  };
}

/** A node of a sequence, a repetition as its first copies and what may follow them, so that what stands before it joins the first copy. */
function partsOf(node: Node): readonly Necessities[] {
  if (node.kind !== 'repeat') return [analyse(node)];
  const once = analyse(node.node);
  const { min, max } = node;
  if (min === 0) return [max === 1 ? optional(once) : UNKNOWN];
  const copies = Math.min(min, MAX_COPIES);
  const rest = { ...UNKNOWN, minBytes: once.minBytes * (min - copies) };
  const first = Array.from({ length: copies }, () => once);
  if (max === copies) return first;
  // Joining “one of six kinds of white space” to its neighbours would multiply the texts for little.
  const few = once.exact === undefined || once.exact.length <= MAX_JOINED;
  return few ? [...first, rest] : [{ ...closed(joined(first)), exact: undefined }, rest];
}

function optional({ exact }: Necessities): Necessities {
  if (exact === undefined || exact.length > MAX_SPELLED) return UNKNOWN;
  return { ...NOTHING, exact: [...new Set([...exact, ''])] };
}

/** With the exact texts moved to the literals, for a place where it no longer matters what stands beside them. */
function closed(part: Necessities): Necessities {
  const { minBytes, exact, literals, classes } = part;
  if (exact === undefined) return { ...part, literals: bestFirst(literals) };
  return { minBytes, exact, literals: bestFirst([exact, ...literals]), classes: allClasses([...classes, ...exactClasses(exact)]) };
}

/** Lower case of ASCII letters only. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
