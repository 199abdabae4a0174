import { addTo } from './counts.ts';

/** Stands before the first and after the last operation of a session. */
const EDGE = -1;
const FACTOR = 2 ** 21;

interface Followers {
  total: number;
  /** Operations that followed. */
  distinct: number;
}

/** How often which operation followed which within sessions. */
export class OperationOrder {
  readonly #pairs = new Map<number, number>();
  readonly #followers = new Map<number, Followers>();
  readonly #counts = new Map<number, number>();
  #total = 0;
  /** Operations that came once. */
  #once = 0;

  /** Learns the order of a session; with −1 takes it back. */
  add(operations: readonly number[], times: 1 | -1): void {
    let before = EDGE;
    for (let index = 0; index <= operations.length; index++) {
      const operation = operations[index] ?? EDGE;
      this.#addPair(before, operation, times);
      this.#addOne(operation, times);
      before = operation;
    }
  }

  /** Mean and highest −log10 of the probability of each operation after the one before (Witten and Bell, 1991), and of each by itself. */
  surprise(operations: readonly number[]): { readonly mean: number; readonly most: number; readonly alone: number } {
    let [sum, most, alone, before] = [0, 0, 0, EDGE];
    for (let index = 0; index <= operations.length; index++) {
      const operation = operations[index] ?? EDGE;
      const usual = this.#probability(operation);
      const { total, distinct } = this.#followers.get(before) ?? { total: 0, distinct: 1 };
      const seen = this.#pairs.get(keyOf(before, operation)) ?? 0;
      const surprise = -Math.log10((seen + distinct * usual) / (total + distinct));
      sum += surprise;
      alone -= Math.log10(usual);
      if (surprise > most) most = surprise;
      before = operation;
    }
    const steps = operations.length + 1;
    return { mean: sum / steps, most, alone: alone / steps };
  }

  /** Of an operation, whatever came before: of those never seen, as often as some were seen once only (Good and Turing). */
  #probability(operation: number): number {
    const unseen = (this.#once + 1) / (this.#total + 2);
    const count = this.#counts.get(operation) ?? 0;
    return count === 0 ? unseen / (1 + this.#once) : ((1 - unseen) * count) / this.#total;
  }

  #addPair(before: number, operation: number, times: number): void {
    const seen = addTo(this.#pairs, keyOf(before, operation), times);
    let followers = this.#followers.get(before);
    if (followers === undefined) {
      followers = { total: 0, distinct: 0 };
      this.#followers.set(before, followers);
    }
    followers.total += times;
    if (seen === times) followers.distinct++;
    else if (seen === 0) followers.distinct--;
    if (followers.total === 0) this.#followers.delete(before);
  }

  #addOne(operation: number, times: number): void {
    const count = addTo(this.#counts, operation, times);
    this.#total += times;
    this.#once += (count === 1 ? 1 : 0) - (count - times === 1 ? 1 : 0);
  }
}

function keyOf(before: number, operation: number): number {
  return (before + 1) * FACTOR + operation + 1;
}
