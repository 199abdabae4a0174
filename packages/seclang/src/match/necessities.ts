import { fingerprint } from '../fingerprint.ts';
import type { ByteSet } from './byte-set.ts';
import { type Classes, anyClass, bothClasses, exactClasses } from './class-masks.ts';
import { bestFirst, cross, MAX_ALTERNATIVES, unite } from './literal-sets.ts';
import type { Node } from './syntax-tree.ts';

/** What every match of a node contains. */
export interface Necessities {
  readonly minBytes: number;
  /** All texts of the node in lower case, when they are few; the node is then nothing but one of them. */
  readonly exact: readonly string[] | undefined;
  /** Of each list one text occurs inside; without those that follow from `exact`. */
  readonly literals: readonly (readonly string[])[];
  readonly classes: Classes;
}

const NOTHING: Necessities = { minBytes: 0, exact: [''], literals: [], classes: [] };
const UNKNOWN: Necessities = { minBytes: 0, exact: undefined, literals: [], classes: [] };

/** The most bytes a set may have, case disregarded, to be spelled out. */
const MAX_SPELLED = 12;
const MAX_COPIES = 16;

/** What every match of `node` contains, its own exact texts included in `literals`. */
export function necessities(node: Node): Necessities {
  return closed(analyse(node));
}

function analyse(node: Node): Necessities {
  switch (node.kind) {
    case 'byte':
      return analyseByte(node.set);
    case 'sequence':
      return joined(node.nodes.map(analyse));
    case 'choice':
      return analyseChoice(node.nodes.map(analyse));
    case 'repeat':
      return analyseRepeat(analyse(node.node), node.min, node.max);
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
  const characters = set.bytes().map((value) => String.fromCharCode(value));
  const mask = characters.reduce((bits, character) => bits | fingerprint(character), 0);
  const spelled = [...new Set(characters.map(lowerCase))];
  return { minBytes: 1, exact: spelled.length <= MAX_SPELLED ? spelled : undefined, literals: [], classes: [mask] };
}

/** Exact parts that stand side by side are joined; where the joint would have too many texts, a list ends and another begins. */
function joined(parts: readonly Necessities[]): Necessities {
  let exact: readonly string[] = [''];
  let whole = true;
  let minBytes = 0;
  let classes: Classes = [];
  const literals: (readonly string[])[] = [];
  for (const part of parts) {
    minBytes += part.minBytes;
    classes = bothClasses(classes, part.classes);
    literals.push(...part.literals);
    const longer = part.exact === undefined ? undefined : cross(exact, part.exact);
    if (longer !== undefined) {
      exact = longer;
      continue;
    }
    whole = false;
    literals.push(exact);
    exact = part.exact ?? [''];
  }
  if (whole) return { minBytes, exact, literals: [], classes };
  return { minBytes, exact: undefined, literals: bestFirst([...literals, exact]), classes };
}

function analyseChoice(branches: readonly Necessities[]): Necessities {
  const minBytes = Math.min(...branches.map((branch) => branch.minBytes));
  const texts = branches.flatMap((branch) => branch.exact ?? []);
  if (branches.every((branch) => branch.exact !== undefined) && texts.length <= MAX_ALTERNATIVES) {
    const exact = [...new Set(texts)];
    return { minBytes, exact, literals: [], classes: exactClasses(exact) };
  }
  const ends = branches.map(closed);
  return { minBytes, exact: undefined, literals: unite(ends.map((branch) => branch.literals)), classes: anyClass(ends.map((end) => end.classes)) };
}

function analyseRepeat(once: Necessities, min: number, max: number): Necessities {
  if (min === 0) {
    const { exact } = once;
    if (max !== 1 || exact === undefined || exact.length > MAX_SPELLED) return UNKNOWN;
    return { ...NOTHING, exact: [...new Set([...exact, ''])] };
  }
  const copies = Math.min(min, MAX_COPIES);
  const some = joined(Array.from({ length: copies }, () => once));
  const minBytes = once.minBytes * min;
  return max === copies ? { ...some, minBytes } : { ...closed(some), minBytes, exact: undefined };
}

/** With the exact texts moved to the literals, for a place where it no longer matters what stands beside them. */
function closed(part: Necessities): Necessities {
  const { minBytes, exact, literals, classes } = part;
  if (exact === undefined) return { ...part, literals: bestFirst(literals) };
  return { minBytes, exact, literals: bestFirst([exact, ...literals]), classes: bothClasses(classes, exactClasses(exact)) };
}

/** Lower case of ASCII letters only. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
