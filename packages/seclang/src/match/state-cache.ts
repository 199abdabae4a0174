/** Entries of the transition table that are no state. */
export const UNKNOWN = 0;
export const DEAD = -1;

const MATCHED_BEFORE = 1;
const MATCHES_HERE = 2;
const LEAST_STATES = 16;

/**
 * The states of a deterministic automaton within a bound of memory. A state is the place of its row in `table`; an entry of the table is a
 * state, a negated state where a match was met, `UNKNOWN` or `DEAD`.
 */
export class StateCache {
  table: Int32Array;
  /** Counts how often all states were forgotten. */
  generation = 0;
  readonly #stride: number;
  readonly #cacheBytes: number;
  readonly #byKey = new Map<string, number>();
  #kernels: Int32Array[] = [];
  #categories: number[] = [];
  #flags: number[] = [];
  #bytes = 0;

  constructor(stride: number, cacheBytes: number) {
    this.#stride = stride;
    this.#cacheBytes = cacheBytes;
    this.table = new Int32Array(4 * stride);
  }

  kernel(state: number): Int32Array {
    return this.#kernels[state / this.#stride - 1] as Int32Array;
  }

  category(state: number): number {
    return this.#categories[state / this.#stride - 1] as number;
  }

  matchedBefore(state: number): boolean {
    return ((this.#flags[state / this.#stride - 1] as number) & MATCHED_BEFORE) !== 0;
  }

  matchesHere(state: number): boolean {
    return ((this.#flags[state / this.#stride - 1] as number) & MATCHES_HERE) !== 0;
  }

  /** The entry for a list of instructions: known, new, or `DEAD`. May forget all other states, which changes `generation`. */
  intern(kernel: Int32Array, category: number, matchedBefore: boolean, matchesHere: boolean): number {
    const flags = (matchedBefore ? MATCHED_BEFORE : 0) | (matchesHere ? MATCHES_HERE : 0);
    if (flags === 0 && kernel.length === 0) return DEAD;
    const key = keyOf(kernel, category, flags);
    const state = this.#byKey.get(key) ?? this.#add(kernel, category, flags, key);
    return flags === 0 ? state : -state;
  }

  #add(kernel: Int32Array, category: number, flags: number, key: string): number {
    const bytes = 4 * this.#stride + 4 * kernel.length + 2 * key.length + 96;
    if (this.#bytes + bytes > this.#cacheBytes && this.#kernels.length >= LEAST_STATES) this.#forget();
    this.#bytes += bytes;
    this.#kernels.push(kernel.slice());
    this.#categories.push(category);
    this.#flags.push(flags);
    const state = this.#kernels.length * this.#stride;
    if (state + this.#stride > this.table.length) {
      const larger = new Int32Array(this.table.length * 2);
      larger.set(this.table);
      this.table = larger;
    }
    this.#byKey.set(key, state);
    return state;
  }

  #forget(): void {
    this.generation++;
    this.#byKey.clear();
    this.#kernels = [];
    this.#categories = [];
    this.#flags = [];
    this.#bytes = 0;
    this.table = new Int32Array(4 * this.#stride);
  }
}

/** A text that is equal for equal states: each number as two characters. */
function keyOf(kernel: Int32Array, category: number, flags: number): string {
  let key = String.fromCharCode(category, flags);
  for (const at of kernel) key += at < 0x8000 ? String.fromCharCode(at) : String.fromCharCode(0x8000 | (at & 0x7fff), at >>> 15);
  return key;
}
