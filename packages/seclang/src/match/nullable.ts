import type { Node } from './syntax-tree.ts';

/** Whether a node can match without consuming a byte, as far as its structure tells. */
export function nullable(node: Node): boolean {
  switch (node.kind) {
    case 'byte':
      return false;
    case 'sequence':
      return node.nodes.every(nullable);
    case 'choice':
      return node.nodes.some(nullable);
    case 'repeat':
      return node.min === 0 || nullable(node.node);
    case 'group':
    case 'atomic':
      return nullable(node.node);
    case 'place':
    case 'look':
    case 'reference':
      return true;
  }
}
