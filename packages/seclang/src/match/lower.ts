import { type ByteSet, NEWLINE, WORD } from './byte-set.ts';
import { byte, choice, type Node, type Place, repeat, sequence } from './syntax-tree.ts';

/**
 * A test of the neighbours of a place: the byte before it and the byte after it, `undefined` at the ends of the text. Both directions of
 * scanning evaluate the same test, only with the roles of the neighbours exchanged.
 */
export interface NeighbourTest {
  readonly key: string;
  readonly sets: readonly ByteSet[];
  holds(before: number | undefined, after: number | undefined): boolean;
}

const PLACES: Readonly<Record<Place, NeighbourTest>> = {
  start: { key: 'start', sets: [], holds: (before) => before === undefined },
  end: { key: 'end', sets: [], holds: (_, after) => after === undefined },
  /** PCRE: not after a line break that ends the text. */
  lineStart: {
    key: 'lineStart',
    sets: [NEWLINE],
    holds: (before, after) => before === undefined || (before === 10 && after !== undefined),
  },
  lineEnd: { key: 'lineEnd', sets: [NEWLINE], holds: (_, after) => after === undefined || after === 10 },
  wordBoundary: { key: 'wordBoundary', sets: [WORD], holds: (before, after) => isWord(before) !== isWord(after) },
  notWordBoundary: { key: 'notWordBoundary', sets: [WORD], holds: (before, after) => isWord(before) === isWord(after) },
};

/** The neighbour test a node amounts to: a place, or a look-around at one single byte. */
export function neighbourTest(node: Node): NeighbourTest | undefined {
  if (node.kind === 'place') return PLACES[node.place];
  if (node.kind !== 'look' || node.node.kind !== 'byte') return undefined;
  const { ahead, negative } = node;
  const { set } = node.node;
  return {
    key: `${ahead}${negative}${set.key}`,
    sets: [set],
    holds(before, after) {
      const neighbour = ahead ? after : before;
      return (neighbour !== undefined && set.has(neighbour)) !== negative;
    },
  };
}

/**
 * The same language and preferences, with possessive and atomic parts over single bytes written without them: taking as many bytes of a
 * set as possible and giving none back is to stop only where no byte of the set follows, `C*+` = `C*(?!C)`. What is left as `atomic`
 * cannot be written so.
 */
export function lower(node: Node): Node {
  switch (node.kind) {
    case 'sequence':
      return sequence(node.nodes.map(lower));
    case 'choice':
      return choice(node.nodes.map(lower));
    case 'group':
      return { ...node, node: lower(node.node) };
    case 'look':
      return { ...node, node: lower(node.node) };
    case 'repeat':
      return lowerRepeat(lower(node.node), node.min, node.max, node.mode === 'possessive', node.mode === 'lazy');
    case 'atomic':
      return lowerAtomic(lower(node.node));
    default:
      return node;
  }
}

function lowerRepeat(node: Node, min: number, max: number, possessive: boolean, lazy: boolean): Node {
  if (!possessive) return repeat(node, min, max, lazy ? 'lazy' : 'greedy');
  return lowerAtomic(repeat(node, min, max, 'greedy'));
}

function lowerAtomic(node: Node): Node {
  if (node.kind === 'byte' || node.kind === 'place' || node.kind === 'look' || node.kind === 'atomic') return node;
  if (node.kind === 'sequence' && node.nodes.every((part) => part.kind === 'byte')) return node;
  if (node.kind !== 'repeat' || node.node.kind !== 'byte') return { kind: 'atomic', node };
  const { min, max, mode, node: one } = node;
  if (mode === 'lazy') return repeat(one, min, min, 'greedy');
  const noMore: Node = { kind: 'look', ahead: true, negative: true, node: byte(one.set) };
  if (max === Infinity) return sequence([repeat(one, min, max, 'greedy'), noMore]);
  const all = repeat(one, max, max, 'greedy');
  return min === max ? all : choice([all, sequence([repeat(one, min, max - 1, 'greedy'), noMore])]);
}

function isWord(value: number | undefined): boolean {
  return value !== undefined && WORD.has(value);
}
