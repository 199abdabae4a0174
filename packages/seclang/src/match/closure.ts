import { OP } from './instructions.ts';
import type { Program } from './program.ts';

/** How a test fares when only the byte before is known. */
const ALWAYS = 1;
const UNDECIDED = 2;

/**
 * Computes what a state of a deterministic automaton stands for: the instructions alive at a position, in order of preference, where the
 * byte before is known and the byte after is not. Tests that need the byte after stay in the list until `advance` learns it.
 */
export class Closure {
  /** The list has tests that wait for the next byte. */
  pending = false;
  /** A match ends before the byte just consumed. */
  matchedBefore = false;
  /** A match ends here. */
  matchesHere = false;
  readonly #program: Program;
  readonly #ordered: boolean;
  /** Stands in the list for “begin another attempt at each position from here”. */
  readonly #seed: number;
  /** The same, in a list of roots: the first of these attempts begins here. */
  readonly #seedHere: number;
  readonly #seedAtStart: boolean;
  readonly #seedLater: boolean;
  readonly #decided: Uint8Array;
  readonly #seen: Uint32Array;
  #mark = 0;
  #list: Int32Array;
  #resolved: Int32Array;
  #count = 0;
  /** What the list was made from, in order: needed to make it anew once the tests in it can be settled. */
  readonly #roots: Int32Array;
  #rootCount = 0;
  #steps = 0;
  readonly #stack: number[] = [];

  constructor(program: Program, ordered: boolean, seeds: boolean) {
    this.#program = program;
    this.#ordered = ordered;
    this.#seed = program.size;
    this.#seedHere = program.size + 1;
    this.#seen = new Uint32Array(program.size + 2);
    this.#list = new Int32Array(program.size + 1);
    this.#resolved = new Int32Array(program.size + 1);
    this.#roots = new Int32Array(program.size + 1);
    this.#decided = decide(program);
    this.#seedAtStart = seeds;
    this.#seedLater = seeds && this.#canBeginLater();
  }

  /** The list at the beginning of a scan, behind a byte of the given category. */
  begin(category: number): void {
    this.#reset();
    this.matchedBefore = false;
    this.#roots[this.#rootCount++] = this.#seedAtStart ? this.#seedHere : this.#program.start;
    if (this.#follow(this.#program.start, category, -1) && this.#ordered) return;
    if (this.#seedAtStart) this.#list[this.#count++] = this.#seed;
  }

  /** The list behind a byte of class `column`, from the list `kernel` behind a byte of category `before`; at the edge, `next` is 0. */
  advance(kernel: Int32Array, before: number, column: number, next: number): void {
    const { op, x, y, accepts, alphabet, start } = this.#program;
    const count = this.#resolve(kernel, before, next);
    const from = this.#resolved;
    this.#reset();
    if (column === alphabet.classes) return;
    for (let index = 0; index < count; index++) {
      const at = from[index] as number;
      let cut = false;
      if (at === this.#seed) {
        if (!this.#seedLater) continue;
        this.#roots[this.#rootCount++] = this.#seedHere;
        cut = this.#follow(start, next, -1);
        if (!cut || !this.#ordered) this.#list[this.#count++] = at;
      } else if (op[at] === OP.byte && accepts[(y[at] as number) * alphabet.classes + column] === 1) {
        const target = x[at] as number;
        if (this.#seen[target] === this.#mark) continue;
        this.#roots[this.#rootCount++] = target;
        cut = this.#follow(target, next, -1);
      }
      if (cut && this.#ordered) return;
    }
  }

  /**
   * What stands for the list: its instructions, without preferences in ascending order. Where preferences count and tests wait, its roots instead: which
   * way is preferred then shows only when the list is made anew. Valid until the next call.
   */
  kernel(): Int32Array {
    if (this.#ordered && this.pending) return this.#roots.subarray(0, this.#rootCount);
    const list = this.#list.subarray(0, this.#count);
    return this.#ordered ? list : list.sort();
  }

  /** Instructions visited since last asked. */
  takeSteps(): number {
    const steps = this.#steps;
    this.#steps = 0;
    return steps;
  }

  /** Settles the tests of a list now that the next byte is known; the result is in `#resolved`. */
  #resolve(kernel: Int32Array, before: number, next: number): number {
    this.#reset();
    this.matchedBefore = false;
    const { op, start } = this.#program;
    for (let index = 0; index < kernel.length; index++) {
      const at = kernel[index] as number;
      if (at === this.#seed || op[at] === OP.byte) {
        if (this.#seen[at] === this.#mark) continue;
        this.#seen[at] = this.#mark;
        this.#list[this.#count++] = at;
        continue;
      }
      const seeding = at === this.#seedHere;
      if (this.#follow(seeding ? start : at, before, next)) {
        this.matchedBefore = true;
        if (this.#ordered) break;
      }
      if (seeding) this.#list[this.#count++] = this.#seed;
    }
    [this.#list, this.#resolved] = [this.#resolved, this.#list];
    return this.#count;
  }

  #reset(): void {
    this.#mark++;
    this.#count = 0;
    this.#rootCount = 0;
    this.pending = false;
    this.matchesHere = false;
  }

  /** Adds what `start` leads to; `after` is -1 while unknown. Yields whether a match was met; with preferences that ends the list. */
  #follow(start: number, before: number, after: number): boolean {
    const { op, x, y, holds, alphabet } = this.#program;
    const { categories } = alphabet;
    const stack = this.#stack;
    let matched = false;
    stack.push(start);
    while (stack.length > 0) {
      const at = stack.pop() as number;
      if (this.#seen[at] === this.#mark) continue;
      this.#seen[at] = this.#mark;
      this.#steps++;
      switch (op[at]) {
        case OP.split:
          stack.push(y[at] as number, x[at] as number);
          break;
        case OP.save:
          stack.push(x[at] as number);
          break;
        case OP.match:
          matched = true;
          this.matchesHere = true;
          if (this.#ordered) stack.length = 0;
          break;
        case OP.test: {
          const row = (y[at] as number) * categories + before;
          const decided = after < 0 ? (this.#decided[row] as number) : (holds[row * categories + after] as number);
          if (decided === ALWAYS) stack.push(x[at] as number);
          else if (decided === UNDECIDED) {
            this.pending = true;
            this.#list[this.#count++] = at;
          }
          break;
        }
        default:
          this.#list[this.#count++] = at;
      }
    }
    return matched;
  }

  /** Whether an attempt can begin anywhere but at the edge of the text. */
  #canBeginLater(): boolean {
    for (let category = 1; category < this.#program.alphabet.categories; category++) {
      this.#reset();
      if (this.#follow(this.#program.start, category, -1) || this.#count > 0) return true;
    }
    return this.#program.alphabet.categories === 1;
  }
}

/** For each test and each byte before: 0 it never holds, `ALWAYS`, or `UNDECIDED` until the byte after is known. */
function decide({ holds, alphabet: { categories } }: Program): Uint8Array {
  const decided = new Uint8Array(holds.length / categories);
  for (let row = 0; row < decided.length; row++) {
    const outcomes = holds.subarray(row * categories, (row + 1) * categories);
    decided[row] = outcomes.every((held) => held === 1) ? ALWAYS : outcomes.some((held) => held === 1) ? UNDECIDED : 0;
  }
  return decided;
}
