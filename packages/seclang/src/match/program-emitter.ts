import type { ByteSet } from './byte-set.ts';
import { OP } from './instructions.ts';
import { type NeighbourTest, neighbourTest } from './lower.ts';
import { nullable } from './nullable.ts';
import type { Node } from './syntax-tree.ts';

/** The most instructions one pattern may become. */
const MAX_INSTRUCTIONS = 200_000;

/** Writes instructions from the end of a pattern to its beginning: each node is told where to go on. */
export class ProgramEmitter {
  readonly sets: ByteSet[] = [];
  readonly tests: NeighbourTest[] = [];
  readonly #op: number[] = [];
  readonly #x: number[] = [];
  readonly #y: number[] = [];
  readonly #setIndex = new Map<string, number>();
  readonly #testIndex = new Map<string, number>();
  readonly #reverse: boolean;
  readonly #captures: boolean;

  constructor(options: { readonly reverse: boolean; readonly captures: boolean }) {
    this.#reverse = options.reverse;
    this.#captures = options.captures;
  }

  /** Appends an instruction and yields its place. */
  add(op: number, x: number, y: number): number {
    if (this.#op.length >= MAX_INSTRUCTIONS) {
      throw new Error(`The pattern becomes more than ${MAX_INSTRUCTIONS} steps: make the counts of its repetitions {n,m} smaller`);
    }
    this.#op.push(op);
    this.#x.push(x);
    return this.#y.push(y) - 1;
  }

  /** Instructions for `node` that go on at `next`; yields where they begin. */
  emit(node: Node, next: number): number {
    switch (node.kind) {
      case 'byte':
        return this.add(OP.byte, next, index(this.sets, this.#setIndex, node.set));
      case 'sequence':
        return this.#inOrder(node.nodes).reduceRight((following, part) => this.emit(part, following), next);
      case 'choice':
        return this.#emitChoice(node.nodes, next);
      case 'repeat':
        return this.#emitRepeat(node.node, node.min, node.max, node.mode === 'lazy', next);
      case 'group':
        return this.#emitGroup(node.index, node.node, next);
      default:
        return this.emitSpecial(node, next);
    }
  }

  /** The instructions written so far. */
  tables(): { op: Uint8Array; x: Int32Array; y: Int32Array; size: number } {
    return { op: Uint8Array.from(this.#op), x: Int32Array.from(this.#x), y: Int32Array.from(this.#y), size: this.#op.length };
  }

  /** Assertions; a subclass adds what only it can run. */
  protected emitSpecial(node: Node, next: number): number {
    const test = neighbourTest(node);
    if (test === undefined) throw new Error(`A “${node.kind}” node cannot become part of this automaton`);
    return this.add(OP.test, next, index(this.tests, this.#testIndex, test));
  }

  #inOrder(nodes: readonly Node[]): readonly Node[] {
    return this.#reverse ? nodes.toReversed() : nodes;
  }

  #emitChoice(nodes: readonly Node[], next: number): number {
    const entries = nodes.map((node) => this.emit(node, next));
    return entries.reduceRight((rest, entry) => this.add(OP.split, entry, rest));
  }

  #emitGroup(group: number, node: Node, next: number): number {
    if (!this.#captures) return this.emit(node, next);
    const end = this.add(OP.save, next, 2 * group + 1);
    return this.add(OP.save, this.emit(node, end), 2 * group);
  }

  #emitRepeat(node: Node, min: number, max: number, lazy: boolean, next: number): number {
    let entry = next;
    if (max === Infinity) {
      // `x+` when at least one is needed, so that the last copy and the loop are one. A loop over what may be empty becomes `(x+)?`: its
      // body is then tried once even where it consumes nothing, as a backtracking engine does.
      const plus = min > 0 || nullable(node);
      entry = plus ? this.#emitPlus(node, lazy, next) : this.#emitStar(node, lazy, next);
      if (min === 0 && plus) entry = this.#split(entry, next, lazy);
    } else {
      for (let copy = min; copy < max; copy++) entry = this.#split(this.emit(node, entry), next, lazy);
    }
    const copies = max === Infinity ? min - 1 : min;
    for (let copy = 0; copy < copies; copy++) {
      const size = this.#op.length;
      entry = this.emit(node, entry);
      // Copies of nothing are nothing, however many: they must not cost time either.
      if (this.#op.length === size) break;
    }
    return entry;
  }

  #emitStar(node: Node, lazy: boolean, next: number): number {
    const loop = this.add(OP.split, next, next);
    this.#patch(loop, this.emit(node, loop), next, lazy);
    return loop;
  }

  #emitPlus(node: Node, lazy: boolean, next: number): number {
    const loop = this.add(OP.split, next, next);
    const body = this.emit(node, loop);
    this.#patch(loop, body, next, lazy);
    return body;
  }

  #split(into: number, past: number, lazy: boolean): number {
    return lazy ? this.add(OP.split, past, into) : this.add(OP.split, into, past);
  }

  #patch(loop: number, body: number, next: number, lazy: boolean): void {
    this.#x[loop] = lazy ? next : body;
    this.#y[loop] = lazy ? body : next;
  }
}

function index<Item extends { readonly key: string }>(items: Item[], numbers: Map<string, number>, item: Item): number {
  const known = numbers.get(item.key);
  if (known !== undefined) return known;
  const number = items.push(item) - 1;
  numbers.set(item.key, number);
  return number;
}
