import type { Operation } from '../definition/definition.ts';
import { matchSegment } from './match-segment.ts';
import { parseTemplate, type SegmentTemplate } from './template.ts';

export type Match =
  | {
      readonly kind: 'matched';
      readonly operation: Operation;
      /** Raw text of the path by parameter, still percent-encoded. */
      readonly parameters: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'method-not-allowed'; readonly allowed: readonly string[] }
  | { readonly kind: 'not-found' };

export interface OperationMatcher {
  /**
   * The operation for a method (upper case) and a path in normal form: it starts with a slash, has no dot segments and no empty ones but
   * the last, its unreserved characters are decoded and its other percent-encoded octets have upper-case digits.
   */
  match(method: string, path: string): Match;
}

interface Bound {
  readonly operation: Operation;
  readonly names: readonly string[];
}

interface Affixed {
  readonly literals: readonly string[];
  readonly node: Node;
}

interface Node {
  readonly literals: Map<string, Node>;
  /** Segments with text around or between parameters, the most text first. */
  readonly affixed: Affixed[];
  parameter: Node | undefined;
  readonly bound: Map<string, Bound>;
}

/**
 * Compiles a trie of path segments. At each segment literal text goes before text with parameters, and that before a parameter alone
 * (OpenAPI 3.1 section 4.8.8.2), stepping back where the rest does not fit or has not the method. A node belongs to one depth, so a search
 * visits each at most once. HEAD falls back to GET (RFC 9110 section 9.3.2). Operations whose template is malformed are never matched.
 */
export function compileMatcher(operations: readonly Operation[]): OperationMatcher {
  const root = emptyNode();
  for (const operation of operations) insert(root, operation);
  return {
    match: (method, path) => {
      const search: Search = { method, segments: path.slice(1).split('/'), values: [], allowed: new Set() };
      const bound = path.startsWith('/') ? find(root, 0, search) : undefined;
      if (bound) return { kind: 'matched', operation: bound.operation, parameters: parametersOf(bound, search.values) };
      return search.allowed.size > 0 ? { kind: 'method-not-allowed', allowed: [...search.allowed].sort() } : { kind: 'not-found' };
    },
  };
}

function insert(root: Node, operation: Operation): void {
  const parsed = parseTemplate(operation.template);
  if ('problem' in parsed) return;
  let node = root;
  for (const segment of parsed.segments) node = childFor(node, segment);
  if (node.bound.has(operation.method)) return;
  node.bound.set(operation.method, { operation, names: parsed.segments.flatMap((segment) => segment.names) });
}

function childFor(node: Node, { literals, names }: SegmentTemplate): Node {
  const [first = '', second = ''] = literals;
  if (names.length === 0) {
    const child = node.literals.get(first) ?? emptyNode();
    node.literals.set(first, child);
    return child;
  }
  if (names.length === 1 && first === '' && second === '') {
    node.parameter ??= emptyNode();
    return node.parameter;
  }
  const known = node.affixed.find((other) => other.literals.join('{}') === literals.join('{}'));
  if (known) return known.node;
  const affixed = { literals, node: emptyNode() };
  node.affixed.push(affixed);
  node.affixed.sort((one, other) => other.literals.join('').length - one.literals.join('').length);
  return affixed.node;
}

function emptyNode(): Node {
  return { literals: new Map(), affixed: [], parameter: undefined, bound: new Map() };
}

interface Search {
  readonly method: string;
  readonly segments: readonly string[];
  readonly values: string[];
  readonly allowed: Set<string>;
}

function find(node: Node, depth: number, search: Search): Bound | undefined {
  const segment = search.segments[depth];
  if (segment === undefined) return boundFor(node, search);
  const literal = node.literals.get(segment);
  const found = literal && find(literal, depth + 1, search);
  if (found || segment === '') return found;
  const before = search.values.length;
  for (const affixed of node.affixed) {
    const deeper = matchSegment(affixed.literals, segment, search.values) ? find(affixed.node, depth + 1, search) : undefined;
    if (deeper) return deeper;
    search.values.length = before;
  }
  if (!node.parameter) return undefined;
  search.values.push(segment);
  const deeper = find(node.parameter, depth + 1, search);
  if (!deeper) search.values.length = before;
  return deeper;
}

function boundFor(node: Node, { method, allowed }: Search): Bound | undefined {
  const bound = node.bound.get(method) ?? (method === 'HEAD' ? node.bound.get('GET') : undefined);
  if (bound) return bound;
  for (const other of node.bound.keys()) allowed.add(other);
  if (node.bound.has('GET')) allowed.add('HEAD');
  return undefined;
}

function parametersOf({ names }: Bound, values: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}
