import type { Node } from '../syntax-tree.ts';
import { pick, type Random } from './random.ts';

const SPICE = Array.from('\n \t"\'/\\-=();<>${}%\0\xe2\xffaZ0_&|,');

/** A text that a tree is likely to match: assertions are not looked at. */
function generate(node: Node, random: Random): string {
  switch (node.kind) {
    case 'byte': {
      const bytes = node.set.bytes();
      return bytes.length === 0 ? '' : String.fromCharCode(pick(random, bytes));
    }
    case 'sequence':
      return node.nodes.map((part) => generate(part, random)).join('');
    case 'choice':
      return generate(pick(random, node.nodes), random);
    case 'repeat': {
      const spread = Math.min(node.max - node.min, random() < 0.9 ? 2 : 12);
      const count = node.min + Math.floor(random() * (spread + 1));
      return Array.from({ length: count }, () => generate(node.node, random)).join('');
    }
    case 'group':
    case 'atomic':
      return generate(node.node, random);
    default:
      return '';
  }
}

/** Texts near to what the tree matches: as generated, surrounded, cut, changed, doubled; and some at random. */
export function generateNear(node: Node, random: Random, count: number): string[] {
  return Array.from({ length: count }, () => mutate(generate(node, random).slice(0, 400), random));
}

function mutate(text: string, random: Random): string {
  const at = Math.floor(random() * (text.length + 1));
  switch (Math.floor(random() * 8)) {
    case 0:
      return text;
    case 1:
      return noise(random) + text + noise(random);
    case 2:
      return text.slice(0, at) + text.slice(at + 1);
    case 3:
      return text.slice(0, at) + pick(random, SPICE) + text.slice(at);
    case 4:
      return text.slice(at);
    case 5:
      return text + noise(random) + text;
    case 6:
      return noise(random) + noise(random);
    default:
      return random() < 0.5 ? text.toUpperCase().replaceAll(/[^\x00-\xff]/g, '?') : text.slice(0, at);
  }
}

function noise(random: Random): string {
  return Array.from({ length: Math.floor(random() * 6) }, () => pick(random, SPICE)).join('');
}
