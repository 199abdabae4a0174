import { addTo } from './counts.ts';

/** What all do counts for so many sessions of a caller. */
const PRIOR = 2;

const SEVERAL = 2;

interface Habits {
  sessions: number;
  readonly operations: Map<number, number>;
}

/** In how many of their sessions callers use which operations. */
export class CallerHabits {
  readonly #callers = new Map<number, Habits>();
  readonly #operations = new Map<number, number>();
  #sessions = 0;

  /** Learns the operations of a session; with −1 takes them back. */
  add(caller: number, operations: ReadonlySet<number>, times: 1 | -1): void {
    const habits = this.#callers.get(caller) ?? { sessions: 0, operations: new Map() };
    this.#sessions += times;
    habits.sessions += times;
    if (habits.sessions === 0) this.#callers.delete(caller);
    else this.#callers.set(caller, habits);
    for (const operation of operations) {
      addTo(habits.operations, operation, times);
      addTo(this.#operations, operation, times);
    }
  }

  /** Whether callers are known beyond a session, as far as most have several. */
  get comeAgain(): boolean {
    return this.#sessions >= SEVERAL * this.#callers.size;
  }

  /** Highest −log10 of the probability that the caller uses an operation of these in a session; NaN of a caller of whom nothing is known. */
  surprise(caller: number, operations: ReadonlySet<number>): number {
    const habits = this.#callers.get(caller);
    if (habits === undefined) return Number.NaN;
    let least = 1;
    for (const operation of operations) {
      const usual = ((this.#operations.get(operation) ?? 0) + 0.5) / (this.#sessions + 1);
      const own = ((habits.operations.get(operation) ?? 0) + PRIOR * usual) / (habits.sessions + PRIOR);
      if (own < least) least = own;
    }
    return -Math.log10(least);
  }
}
