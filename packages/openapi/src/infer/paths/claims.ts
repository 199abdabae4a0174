import { endingOf } from './affix.ts';
import { type ParameterEdge, type PathNode, plainEdge } from './path-node.ts';

const MOST_ENDINGS = 64;

/**
 * The parameter with text around it that a matcher would take a segment for, whatever its values look like: text goes before a parameter alone (OpenAPI 3.1
 * section 4.8.8.2). Where there is one, the segment may not become the value of a parameter alone.
 */
export function claimant(node: PathNode, segment: string): ParameterEdge | undefined {
  return node.edges.find((edge) => edge.prefix + edge.suffix !== '' && valueWithin(edge, segment) !== undefined);
}

/** What stands between the text around a parameter; undefined where that text is not there, or nothing between. */
export function valueWithin({ prefix, suffix }: ParameterEdge, segment: string): string | undefined {
  const end = segment.length - suffix.length;
  const isThere = end > prefix.length && segment.startsWith(prefix) && segment.endsWith(suffix);
  return isThere ? segment.slice(prefix.length, end) : undefined;
}

/** Whether the parameter alone in its segment may have had values that one with this text around it would have taken. */
export function mayHaveTaken(node: PathNode, prefix: string, suffix: string): boolean {
  const plain = plainEdge(node);
  if (plain === undefined || plain.values.count === 0) return false;
  return prefix !== '' || plain.endings.has(suffix) || plain.endings.size >= MOST_ENDINGS;
}

/** Notes how a value of a parameter alone in its segment ends. */
export function noteEnding(edge: ParameterEdge, value: string): void {
  if (edge.prefix !== '' || edge.suffix !== '' || edge.endings.size >= MOST_ENDINGS) return;
  const ending = endingOf(value);
  if (ending !== undefined) edge.endings.add(ending);
}
