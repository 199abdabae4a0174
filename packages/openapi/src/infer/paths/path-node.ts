import type { EndpointRecord } from '../record/endpoint-record.ts';
import { TextSketch } from '../sketch/text-sketch.ts';
import type { SegmentKind } from './segment-kind.ts';

/** A place in the tree of paths: what stands next to each other in one segment, and what can be called there. */
export interface PathNode {
  readonly literals: Map<string, PathNode>;
  readonly edges: ParameterEdge[];
  readonly endpoints: Map<string, EndpointRecord>;
}

/** A parameter in a segment, with the text before and after it. */
export interface ParameterEdge {
  readonly prefix: string;
  readonly suffix: string;
  readonly node: PathNode;
  readonly values: TextSketch;
  /** How many values had which form. */
  readonly kinds: Map<SegmentKind, number>;
  /** Words are taken for values, too: there were enough that behaved alike. */
  isOpen: boolean;
  /** Of a parameter alone in its segment: the ends of its values that could be text behind a parameter, such as `.pdf`, as many as are kept. */
  readonly endings: Set<string>;
  /** Words whose answers were found to be those of the parameter, as many as are kept. */
  readonly words: Set<string>;
}

export function newNode(): PathNode {
  return { literals: new Map(), edges: [], endpoints: new Map() };
}

export function newEdge(prefix: string, suffix: string): ParameterEdge {
  return {
    prefix,
    suffix,
    node: newNode(),
    values: new TextSketch(false),
    kinds: new Map(),
    isOpen: false,
    endings: new Set(),
    words: new Set(),
  };
}

/** The parameter alone in its segment. */
export function plainEdge(node: PathNode): ParameterEdge | undefined {
  return node.edges.find(({ prefix, suffix }) => prefix === '' && suffix === '');
}
