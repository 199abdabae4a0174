import { byteView } from '../byte-view.ts';
import { Closure } from './closure.ts';
import type { Program } from './program.ts';
import { DEAD, StateCache, UNKNOWN } from './state-cache.ts';
import { classAt } from './value.ts';

export interface LazyDfaOptions {
  /** Follows the preferences of the pattern; otherwise any match counts. */
  readonly ordered: boolean;
  /** A match must begin where the scan begins. */
  readonly anchored: boolean;
  /** Room for states; when it is full, all are forgotten. */
  readonly cacheBytes: number;
  /** States a scan may build at once, beyond one for each four bytes of the value. */
  readonly stateBudget: number;
}

/** From this place on the bytes of a value are read from a table. */
const SHORT = 64;

/** Answers of a scan that gave up because it built too many states. */
export const SPENT = -2;

/**
 * A deterministic automaton whose states are built when they are first needed and kept within bounds. A warm scan costs one table look-up
 * for each byte; building states is limited for each scan, after which it yields `SPENT`.
 */
export class LazyDfa {
  /** Bytes scanned and instructions visited since the automaton was made. */
  steps = 0;
  readonly #options: LazyDfaOptions;
  readonly #program: Program;
  readonly #closure: Closure;
  readonly #cache: StateCache;
  #starts: Int32Array;
  #budget = 0;

  constructor(program: Program, options: LazyDfaOptions) {
    this.#program = program;
    this.#options = options;
    this.#closure = new Closure(program, options.ordered, !options.anchored);
    this.#cache = new StateCache(program.alphabet.classes + 1, options.cacheBytes);
    this.#starts = new Int32Array(program.alphabet.categories);
  }

  /** 1 when a match exists, 0 when none does, `SPENT` when the budget was. Stops at the first sign of a match. */
  test(value: string): number {
    this.#budget = this.#options.stateBudget + (value.length >> 2);
    const { classOf, classes } = this.#program.alphabet;
    const short = Math.min(value.length, SHORT);
    let state = this.#start(0);
    let position = 0;
    while (state > 0 && position < short) state = this.#next(state, classOf[value.charCodeAt(position++) & 0xff] as number);
    this.steps += position;
    if (state > 0 && position < value.length) state = this.#testRest(state, value);
    if (state > 0) state = this.#next(state, classes);
    return state === UNKNOWN ? SPENT : state === DEAD ? 0 : 1;
  }

  /** Goes on where most scans have ended; yields the last entry. */
  #testRest(from: number, value: string): number {
    const { classOf } = this.#program.alphabet;
    const bytes = byteView(value);
    const { length } = value;
    let state = from;
    let position = SHORT;
    while (position < length) {
      const { table } = this.#cache;
      let next = state;
      do {
        state = next;
        next = table[state + (classOf[bytes[position++] as number] as number)] as number;
      } while (next > 0 && position < length);
      if (next === UNKNOWN) next = this.#build(state, classOf[bytes[position - 1] as number] as number);
      state = next;
      if (state <= 0) break;
    }
    this.steps += position - SHORT;
    return state;
  }

  /** The entry behind `state` and a byte of class `column`; `UNKNOWN` when the budget is spent. */
  #next(state: number, column: number): number {
    return (this.#cache.table[state + column] as number) || this.#build(state, column);
  }

  /** Where the preferred match that begins first, at `from` or after it, ends; -1 when there is none, `SPENT` when the budget was. */
  lastEnd(value: string, from: number): number {
    return this.#scan(value, from, 1);
  }

  /** The smallest position from which a match reaches `from`, for programs built in reverse; -1 and `SPENT` as before. */
  firstStart(value: string, from: number): number {
    return this.#scan(value, from, -1);
  }

  #scan(value: string, from: number, direction: 1 | -1): number {
    this.#budget = this.#options.stateBudget + (value.length >> 2);
    const { alphabet } = this.#program;
    const behind = direction === 1 ? from - 1 : from;
    const inside = behind >= 0 && behind < value.length;
    let found = -1;
    let state = this.#start(inside ? (alphabet.categoryOf[classAt(alphabet, value, behind)] as number) : 0);
    if (state === DEAD) return found;
    if (state < 0) {
      state = -state;
      found = from;
    }
    for (let position = from; ; position += direction) {
      const at = direction === 1 ? position : position - 1;
      const atEdge = at < 0 || at >= value.length;
      const column = atEdge ? alphabet.classes : classAt(alphabet, value, at);
      let next = this.#cache.table[state + column] as number;
      if (next === UNKNOWN) {
        next = this.#build(state, column);
        if (next === UNKNOWN) return SPENT;
      }
      this.steps++;
      if (next === DEAD) return found;
      if (next < 0) {
        next = -next;
        if (this.#cache.matchedBefore(next)) found = position;
        if (this.#cache.matchesHere(next)) found = position + direction;
      }
      if (atEdge) return found;
      state = next;
    }
  }

  #start(category: number): number {
    const known = this.#starts[category] as number;
    if (known !== UNKNOWN) return known;
    this.#closure.begin(category);
    const state = this.#intern(category);
    this.#starts[category] = state;
    return state;
  }

  /** The state behind `state` and a byte of class `column`; `UNKNOWN` when the budget is spent. */
  #build(state: number, column: number): number {
    if (this.#budget-- <= 0) return UNKNOWN;
    const { classes, categoryOf } = this.#program.alphabet;
    const kernel = this.#cache.kernel(state);
    const category = column === classes ? 0 : (categoryOf[column] as number);
    this.#closure.advance(kernel, this.#cache.category(state), column, category);
    const { generation } = this.#cache;
    const next = this.#intern(category);
    if (this.#cache.generation === generation) this.#cache.table[state + column] = next;
    return next;
  }

  #intern(category: number): number {
    const { closure, cache } = { closure: this.#closure, cache: this.#cache };
    this.steps += closure.takeSteps();
    const { generation } = cache;
    const state = cache.intern(closure.kernel(), closure.pending ? category : 0, closure.matchedBefore, closure.matchesHere);
    if (cache.generation !== generation) this.#starts.fill(UNKNOWN);
    return state;
  }
}
