import { type ByteSet, WORD } from './byte-set.ts';
import type { Node } from './syntax-tree.ts';

/** A group that holds a whole word, and how far its surroundings reach. */
export interface WordReference {
  readonly group: number;
  /** How many other words a match may touch before the group, at most. */
  readonly wordsBefore: number;
  /** How many other words a match may touch after the group, at most. */
  readonly wordsAfter: number;
}

const HINT =
  'Back-references are supported to a group of the form \\b(\\w+)\\b, outside of other groups, ' +
  'from a part after it that reaches only a limited number of words';

/**
 * The one group a pattern refers to. Only a form that can be matched in linear time is accepted: the group is bound to be a whole word, the
 * words of a value do not overlap, and from each word a match reaches a limited number of other words. Throws `Error` for other forms,
 * yields `undefined` where nothing is referred to.
 */
export function wordReference(root: Node): WordReference | undefined {
  const groups = references(root);
  const [group] = groups;
  if (group === undefined) return undefined;
  const parts = root.kind === 'sequence' ? root.nodes : [root];
  const place = parts.findIndex((part) => part.kind === 'group' && part.index === group);
  const word = parts[place];
  const bounded = isBoundary(parts[place - 1]) && isBoundary(parts[place + 1]);
  if (groups.size > 1 || word?.kind !== 'group' || !bounded || !isWordRun(word.node)) throw new Error(HINT);
  const before = parts.slice(0, place);
  if (before.some((part) => references(part).size > 0)) throw new Error(HINT);
  const wordsBefore = countWords(before);
  const wordsAfter = countWords(parts.slice(place + 1));
  if (wordsBefore + wordsAfter > 64) throw new Error(HINT);
  return { group, wordsBefore, wordsAfter };
}

function references(node: Node): Set<number> {
  if (node.kind === 'reference') return new Set([node.group]);
  return new Set(children(node).flatMap((child) => [...references(child)]));
}

function isBoundary(node: Node | undefined): boolean {
  return node?.kind === 'place' && node.place === 'wordBoundary';
}

function isWordRun(node: Node): boolean {
  return node.kind === 'repeat' && node.min >= 1 && node.max === Infinity && node.node.kind === 'byte' && kindOf(node.node.set) === 'word';
}

/** The most words that a match of a sequence touches. Parts of nothing but word bytes that stand side by side lie in one word. */
function countWords(nodes: readonly Node[]): number {
  let words = 0;
  let inWord = false;
  for (const node of nodes) {
    const only = isWordOnly(node);
    if (!only || !inWord) words += countNode(node);
    inWord = only;
  }
  return words;
}

function countNode(node: Node): number {
  switch (node.kind) {
    case 'byte':
      return kindOf(node.set) === 'other' ? 0 : 1;
    case 'choice':
      return Math.max(...node.nodes.map(countNode));
    case 'repeat': {
      if (isWordOnly(node.node)) return 1;
      const words = countNode(node.node);
      return words === 0 ? 0 : words * node.max;
    }
    case 'reference':
      return 1;
    default:
      return countWords(children(node));
  }
}

/** Whether a node consumes word bytes, at least one and nothing else. */
function isWordOnly(node: Node): boolean {
  if (node.kind === 'byte') return kindOf(node.set) === 'word';
  if (node.kind === 'repeat') return node.min > 0 && isWordOnly(node.node);
  return (node.kind === 'choice' || node.kind === 'sequence') && node.nodes.length > 0 && node.nodes.every(isWordOnly);
}

function kindOf(set: ByteSet): 'word' | 'other' | 'both' {
  const bytes = set.bytes();
  if (bytes.every((value) => WORD.has(value))) return 'word';
  return bytes.some((value) => WORD.has(value)) ? 'both' : 'other';
}

function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'sequence':
    case 'choice':
      return node.nodes;
    case 'repeat':
    case 'group':
    case 'atomic':
    case 'look':
      return [node.node];
    default:
      return [];
  }
}
