import type { ByteSet } from './byte-set.ts';
import { byte, type Node } from './syntax-tree.ts';

/**
 * A pattern as it applies to values that hold none of some bytes: what needs one of them is left out. Matches at least what the pattern matches in
 * such values; undefined when it matches none of them. Looks around stay as they are.
 */
export function restrict(node: Node, absent: ByteSet): Node | undefined {
  const kept = new Map<ByteSet, ByteSet>();
  const present = absent.not();
  return restricted(node);

  function restricted(part: Node): Node | undefined {
    switch (part.kind) {
      case 'byte': {
        const set = kept.get(part.set) ?? part.set.and(present);
        kept.set(part.set, set);
        return set.isEmpty ? undefined : byte(set);
      }
      case 'sequence': {
        const nodes = part.nodes.flatMap((each) => restricted(each) ?? []);
        return nodes.length < part.nodes.length ? undefined : { ...part, nodes };
      }
      case 'choice': {
        const nodes = part.nodes.flatMap((each) => restricted(each) ?? []);
        return nodes.length === 0 ? undefined : { ...part, nodes };
      }
      case 'repeat': {
        const inner = restricted(part.node);
        if (inner === undefined) return part.min === 0 ? { kind: 'sequence', nodes: [] } : undefined;
        return { ...part, node: inner };
      }
      case 'group':
      case 'atomic': {
        const inner = restricted(part.node);
        return inner && { ...part, node: inner };
      }
      default:
        return part;
    }
  }
}
