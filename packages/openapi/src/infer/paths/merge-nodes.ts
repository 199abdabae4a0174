import { newEdge, newNode, type ParameterEdge, type PathNode } from './path-node.ts';

/** Puts all that one place has into another, with what lies below. */
export function mergeNodes(into: PathNode, from: PathNode): void {
  for (const [method, endpoint] of from.endpoints) {
    const known = into.endpoints.get(method);
    if (known === undefined) into.endpoints.set(method, endpoint);
    else known.merge(endpoint);
  }
  for (const [word, child] of from.literals) mergeNodes(literalAt(into, word), child);
  for (const edge of from.edges) mergeEdges(edgeAt(into, edge.prefix, edge.suffix), edge);
}

function mergeEdges(into: ParameterEdge, from: ParameterEdge): void {
  into.values.merge(from.values);
  into.isOpen ||= from.isOpen;
  for (const ending of from.endings) into.endings.add(ending);
  for (const [kind, times] of from.kinds) into.kinds.set(kind, (into.kinds.get(kind) ?? 0) + times);
  mergeNodes(into.node, from.node);
}

function literalAt(node: PathNode, word: string): PathNode {
  const child = node.literals.get(word) ?? newNode();
  node.literals.set(word, child);
  return child;
}

/** The parameter with that text around it, made where there is none. One alone in its segment comes last: it takes what the others leave. */
export function edgeAt(node: PathNode, prefix: string, suffix: string): ParameterEdge {
  const known = node.edges.find((edge) => edge.prefix === prefix && edge.suffix === suffix);
  if (known !== undefined) return known;
  const edge = newEdge(prefix, suffix);
  if (prefix === '' && suffix === '') node.edges.push(edge);
  else node.edges.unshift(edge);
  return edge;
}
