import { ANY } from './byte-set.ts';
import { byte, choice, EMPTY, type Node, repeat, sequence } from './syntax-tree.ts';

/**
 * A regular tree that matches wherever `node` does, and perhaps elsewhere: atomic groups may give back, look-around of more than one byte
 * holds everywhere, a reference matches any text.
 */
export function relax(node: Node): Node {
  switch (node.kind) {
    case 'sequence':
      return sequence(node.nodes.map(relax));
    case 'choice':
      return choice(node.nodes.map(relax));
    case 'repeat':
      return repeat(relax(node.node), node.min, node.max, node.mode);
    case 'group':
    case 'atomic':
      return relax(node.node);
    case 'look':
      return node.node.kind === 'byte' ? node : EMPTY;
    case 'reference':
      return repeat(byte(ANY), 0, Infinity, 'lazy');
    default:
      return node;
  }
}

/** Whether a lowered tree needs more than a finite automaton with tests of neighbours. */
export function isRegular(node: Node): boolean {
  switch (node.kind) {
    case 'sequence':
    case 'choice':
      return node.nodes.every(isRegular);
    case 'repeat':
    case 'group':
      return isRegular(node.node);
    case 'atomic':
    case 'reference':
      return false;
    case 'look':
      return node.node.kind === 'byte';
    default:
      return true;
  }
}
