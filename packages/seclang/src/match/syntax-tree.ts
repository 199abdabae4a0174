import type { ByteSet } from './byte-set.ts';

/** A place between two bytes, judged by its neighbours alone. */
export type Place = 'start' | 'end' | 'lineStart' | 'lineEnd' | 'wordBoundary' | 'notWordBoundary';

export type RepeatMode = 'greedy' | 'lazy' | 'possessive';

/** What a pattern says. Flags have been worked into the nodes: letters without case are sets of both. */
export type Node =
  | { readonly kind: 'byte'; readonly set: ByteSet }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  /** The first alternative is preferred. */
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  /** `max` is Infinity for no limit. */
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly max: number; readonly mode: RepeatMode }
  | { readonly kind: 'group'; readonly index: number; readonly node: Node }
  | { readonly kind: 'atomic'; readonly node: Node }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'look'; readonly ahead: boolean; readonly negative: boolean; readonly node: Node }
  | { readonly kind: 'reference'; readonly group: number; readonly caseInsensitive: boolean };

/** A parsed pattern. */
export interface Pattern {
  readonly source: string;
  readonly root: Node;
  /** How many capturing groups there are, the whole match not counted. */
  readonly groups: number;
  /** Named groups by name. */
  readonly names: ReadonlyMap<string, number>;
}

export const EMPTY: Node = { kind: 'sequence', nodes: [] };

export function byte(set: ByteSet): Node {
  return { kind: 'byte', set };
}

/** Nodes one after the other; nested sequences are flattened. */
export function sequence(nodes: readonly Node[]): Node {
  const flat = nodes.flatMap((node) => (node.kind === 'sequence' ? node.nodes : [node]));
  const [only] = flat;
  return only !== undefined && flat.length === 1 ? only : { kind: 'sequence', nodes: flat };
}

/** Alternatives in order of preference. Neighbouring single bytes become one set, which changes no match. */
export function choice(nodes: readonly Node[]): Node {
  const merged: Node[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (last?.kind === 'byte' && node.kind === 'byte') merged[merged.length - 1] = byte(last.set.or(node.set));
    else merged.push(node);
  }
  const [only] = merged;
  return only !== undefined && merged.length === 1 ? only : { kind: 'choice', nodes: merged };
}

/** A node many times; repeating once or never is simplified. */
export function repeat(node: Node, min: number, max: number, mode: RepeatMode): Node {
  if (max === 0) return EMPTY;
  if (min === 1 && max === 1) return mode === 'possessive' ? { kind: 'atomic', node } : node;
  return { kind: 'repeat', node, min, max, mode };
}
