import { byteView } from '../byte-view.ts';
import { buildAutomaton, type LiteralAutomaton, nextState } from './literal-automaton.ts';
import { buildTrie } from './trie.ts';

/**
 * Finds many literals in one pass over a value, without regard to the case of ASCII letters. Linear in the value, plus what it reports.
 */
export class AhoCorasick {
  /** How many literals there are; their numbers are their places in the list given. */
  readonly size: number;
  /** Room the tables take. */
  readonly bytes: number;
  readonly #codeOf: Uint8Array;
  readonly #automaton: LiteralAutomaton;
  /** By literal: an earlier one with the same text, -1 for none. */
  readonly #same: Int32Array;

  /** While a scan runs: by state that ends a literal, 1 when it was met; and those that were met. */
  readonly #met: Uint8Array;
  readonly #states: Int32Array;

  /** Literals are byte strings; an empty one is an `Error`. */
  constructor(literals: readonly string[]) {
    const trie = buildTrie(literals);
    this.size = literals.length;
    this.#codeOf = trie.codeOf;
    this.#same = trie.same;
    this.#automaton = buildAutomaton(trie);
    const { rows, base, owner, fail, report, literal } = this.#automaton;
    this.#met = new Uint8Array(report.length);
    this.#states = new Int32Array(report.length);
    this.bytes = [this.#met, this.#states, trie.codeOf, trie.same, rows, base, owner, fail, report, literal].reduce(
      (sum, table) => sum + table.byteLength,
      0,
    );
  }

  /** Calls `onMatch` with the number of each literal at each place where it ends (the offset behind its last byte). */
  scan(value: string, onMatch: (literal: number, end: number) => void): void {
    const { report, fail, literal: literalOf } = this.#automaton;
    let state = 0;
    for (let index = 0; index < value.length; index++) {
      state = nextState(this.#automaton, state, this.#codeOf[value.charCodeAt(index) & 0xff] as number);
      for (let at = report[state] as number; at !== 0; at = report[fail[at] as number] as number) {
        for (let literal = literalOf[at] as number; literal >= 0; literal = this.#same[literal] as number) onMatch(literal, index + 1);
      }
    }
  }

  /**
   * Writes the number of each literal that occurs to the front of `found`, each once, and returns how many there are. Both tables have `size`
   * places; `seen` is all 0, and 1 for what was found afterwards.
   */
  scanInto(value: string, found: Int32Array, seen: Uint8Array): number {
    const codeOf = this.#codeOf;
    const { dense, codes, rows, base, owner, fail, report } = this.#automaton;
    const met = this.#met;
    const states = this.#states;
    const bytes = byteView(value);
    const { length } = value;
    let state = 0;
    let ends = 0;
    for (let index = 0; index < length; index++) {
      const code = codeOf[bytes[index] as number] as number;
      if (state < dense) {
        const next = rows[state * codes + code] as number;
        if (next >= 0) {
          state = next;
          continue;
        }
        state = ~next;
      } else {
        const cell = (base[state - dense] as number) + code;
        state = owner[cell] === state ? cell + dense : nextState(this.#automaton, fail[state] as number, code);
        if (report[state] === 0) continue;
      }
      if (met[state] === 0) {
        met[state] = 1;
        states[ends++] = state;
      }
    }
    let count = 0;
    for (let index = 0; index < ends; index++) {
      const end = states[index] as number;
      met[end] = 0;
      count = this.#mark(report[end] as number, found, seen, count);
    }
    return count;
  }

  /** Stops at the first literal that is marked already: whatever ends inside it was marked with it, so a scan marks each literal once. */
  #mark(from: number, found: Int32Array, seen: Uint8Array, before: number): number {
    const { report, fail, literal: literalOf } = this.#automaton;
    let count = before;
    for (let at = from; at !== 0; at = report[fail[at] as number] as number) {
      for (let literal = literalOf[at] as number; literal >= 0; literal = this.#same[literal] as number) {
        if (seen[literal] === 1) return count;
        seen[literal] = 1;
        found[count++] = literal;
      }
    }
    return count;
  }
}
