import { percentDecode } from '../../validate/parameters/decode.ts';
import { LIMITS } from '../limits.ts';
import { EndpointRecord } from '../record/endpoint-record.ts';
import { affixed } from './affix.ts';
import { claimant, mayHaveTaken, noteEnding, valueWithin } from './claims.ts';
import { edgeAt } from './merge-nodes.ts';
import { newNode, type ParameterEdge, type PathNode, plainEdge } from './path-node.ts';
import { fitsProfile, LEAST_VALUES } from './profile.ts';
import { review, reviewTree } from './review.ts';
import { isValue, segmentKind } from './segment-kind.ts';
import { isReserved } from './words.ts';

/** How many words side by side are looked through: when they reach one of these numbers, and when anybody looks at the model. */
const REVIEWED_AT: ReadonlySet<number> = new Set([8, 24, 64, 128, 256, LIMITS.literals]);

const COUNTED_EVERY = 10_000;

/** The paths of an API: literal segments and parameters, as far as the traffic so far tells them apart. */
export class PathTree {
  readonly root = newNode();
  /** The parameters of the path found last, and their values as sent. */
  readonly edges: ParameterEdge[] = [];
  readonly values: string[] = [];
  /** The places where the parameters stand. */
  readonly #parents: PathNode[] = [];
  /** No path was added that would have been, as there were too many. */
  isFull = false;
  #nodes = 0;
  /** Places whose words are to be looked through before the next call. */
  readonly #due = new Set<PathNode>();
  #endpoints = 0;
  /** Calls that found the bound reached. */
  #beyond = 0;

  /** The endpoint that a call goes to, where it is known. */
  find(method: string, segments: readonly string[]): EndpointRecord | undefined {
    this.#keep(0);
    return this.#find(this.root, 0, method, segments);
  }

  /** The endpoint that a call goes to, made where it was not known; undefined where there are too many. */
  place(method: string, segments: readonly string[]): EndpointRecord | undefined {
    const known = this.find(method, segments);
    if (known !== undefined) return known;
    if (this.#isAtBound()) {
      this.isFull = true;
      return undefined;
    }
    let node = this.root;
    for (const segment of segments) node = this.#child(node, segment);
    const present = node.endpoints.get(method);
    if (present !== undefined) return present;
    const endpoint = new EndpointRecord();
    node.endpoints.set(method, endpoint);
    this.#endpoints++;
    return endpoint;
  }

  /** Notes the values of the parameters of the path that was found last. */
  learnValues(): void {
    for (let index = 0; index < this.edges.length; index++) {
      const [edge, value] = [this.edges[index], this.values[index]];
      if (edge === undefined || value === undefined) continue;
      const text = percentDecode(value);
      if (text === undefined) continue;
      edge.values.observe(text);
      if (edge.values.count === LEAST_VALUES) this.#noteDue(this.#parents[index]);
      noteEnding(edge, value);
      const kind = segmentKind(value);
      edge.kinds.set(kind, (edge.kinds.get(kind) ?? 0) + 1);
    }
  }

  /**
   * Tells the path found last apart from the parameter that took a word in it, the first time that `differs` says of a word that it behaves otherwise
   * than the values so far. Whether it did: then the call has a place of its own.
   */
  split(differs: () => boolean): boolean {
    for (let index = this.edges.length - 1; index >= 0; index--) {
      const [edge, word = '', parent] = [this.edges[index], this.values[index], this.#parents[index]];
      if (edge === undefined || parent === undefined || !edge.isOpen || edge.words.has(word) || segmentKind(word) !== 'word') continue;
      if (edge.words.size >= LIMITS.words) return false;
      if (differs() && parent.literals.size < LIMITS.literals) {
        parent.literals.set(word, newNode());
        return true;
      }
      edge.words.add(word);
    }
    return false;
  }

  /** The template of the path found last: `/items/{}`, with the text around a parameter where there is any. */
  template(segments: readonly string[]): string {
    let [node, template, passed] = [this.root, '', 0];
    for (const segment of segments) {
      const literal = node.literals.get(segment);
      const edge = literal === undefined ? this.edges[passed++] : undefined;
      template += edge === undefined ? `/${segment}` : `/${edge.prefix}{}${edge.suffix}`;
      node = literal ?? edge?.node ?? newNode();
    }
    return template;
  }

  /** Looks for words that are values. */
  review(): void {
    reviewTree(this.root);
  }

  #find(node: PathNode, depth: number, method: string, segments: readonly string[]): EndpointRecord | undefined {
    const segment = segments[depth];
    if (segment === undefined) return node.endpoints.get(method);
    const literal = node.literals.get(segment);
    if (literal !== undefined || segment === '') return literal && this.#find(literal, depth + 1, method, segments);
    const before = this.edges.length;
    for (const edge of node.edges) {
      const value = valueAt(node, edge, segment);
      if (value === undefined) continue;
      this.edges.push(edge);
      this.values.push(value);
      this.#parents.push(node);
      const deeper = this.#find(edge.node, depth + 1, method, segments);
      if (deeper !== undefined) return deeper;
      this.#keep(before);
    }
    return undefined;
  }

  /** Words that became values have left their places: before the bound is said to be reached, what is there is counted, now and then. */
  #isAtBound(): boolean {
    if (this.#endpoints < LIMITS.endpoints && this.#nodes < LIMITS.pathNodes) return false;
    if (this.#beyond++ % COUNTED_EVERY !== 0) return true;
    this.review();
    const { nodes, endpoints } = sizeOf(this.root);
    this.#nodes = nodes;
    this.#endpoints = endpoints;
    return endpoints >= LIMITS.endpoints || nodes >= LIMITS.pathNodes;
  }

  #keep(count: number): void {
    this.edges.length = count;
    this.values.length = count;
    this.#parents.length = count;
  }

  #child(node: PathNode, segment: string): PathNode {
    const literal = node.literals.get(segment);
    if (literal !== undefined) return literal;
    const edge = this.#edge(node, segment);
    if (edge !== undefined) {
      this.edges.push(edge);
      this.#parents.push(node);
      this.values.push(edge.suffix === '' ? segment.slice(edge.prefix.length) : segment.slice(edge.prefix.length, -edge.suffix.length));
      return edge.node;
    }
    const child = newNode();
    node.literals.set(segment, child);
    this.#nodes++;
    if (REVIEWED_AT.has(node.literals.size)) this.#due.add(node);
    return child;
  }

  /** Looks through what has grown. To be called when the call that was placed has been recorded. */
  reviewDue(): void {
    if (this.#due.size === 0) return;
    for (const node of this.#due) review(node);
    this.#due.clear();
  }

  /** Words that came before it was known how the parameter beside them is written may be values of it. */
  #noteDue(node: PathNode | undefined): void {
    if (node !== undefined && node.literals.size > 0) this.#due.add(node);
  }

  #edge(node: PathNode, segment: string): ParameterEdge | undefined {
    if (segment === '') return undefined;
    const parts = affixed(segment);
    if (parts !== undefined && (node.edges.length < LIMITS.edges || parts.prefix === '')) {
      const isFree = node.edges.length < LIMITS.edges && !mayHaveTaken(node, parts.prefix, parts.suffix);
      if (isFree) return edgeAt(node, parts.prefix, parts.suffix);
    }
    if (parts !== undefined || isValue(segmentKind(segment))) return claimant(node, segment) ?? edgeAt(node, '', '');
    const plain = plainEdge(node);
    return plain !== undefined && takes(plain, segment) ? (claimant(node, segment) ?? plain) : undefined;
  }
}

function sizeOf(node: PathNode): { readonly nodes: number; readonly endpoints: number } {
  const size = { nodes: 1, endpoints: node.endpoints.size };
  for (const child of [...node.literals.values(), ...node.edges.map((edge) => edge.node)]) {
    const { nodes, endpoints } = sizeOf(child);
    size.nodes += nodes;
    size.endpoints += endpoints;
  }
  return size;
}

/** The value that a parameter has in a segment; undefined where the segment is none of its values. */
function valueAt(node: PathNode, edge: ParameterEdge, segment: string): string | undefined {
  const { prefix, suffix } = edge;
  if (prefix === '' && suffix === '') return takes(edge, segment) && claimant(node, segment) === undefined ? segment : undefined;
  const value = valueWithin(edge, segment);
  if (value === undefined) return undefined;
  const isOwn = prefix === '' ? isValue(segmentKind(value)) : value.startsWith(';');
  const plain = isOwn ? undefined : plainEdge(node);
  return isOwn || (plain !== undefined && takes(plain, segment)) ? value : undefined;
}

function takes(edge: ParameterEdge, segment: string): boolean {
  const kind = segmentKind(segment);
  const parts = affixed(segment);
  if (parts !== undefined) return edge.endings.has(parts.suffix);
  if (isValue(kind)) return true;
  if (kind === 'version' && segment.includes('.')) return edge.kinds.has('version');
  return (edge.isOpen && kind === 'word' && !isReserved(segment)) || fitsProfile(edge, segment);
}
