import { addTo } from './counts.ts';

/** Numbers of paths and of operations are below. */
const FACTOR = 2 ** 26;
const MOST_PAIRS = 2_000_000;

interface Of {
  total: number;
  /** Of an operation: paths that were asked for once. Of a path: paths of the operation that followed. */
  few: number;
}

/**
 * Which path of an operation is asked for, by the path before it. Where the ids in paths are always new that tells nothing; where they come again, such as names of
 * functions that look like ids, it is the order of calls.
 */
export class PathChoice {
  readonly #operations = new Map<number, Of>();
  readonly #paths = new Map<number, number>();
  readonly #pairs = new Map<number, number>();
  /** By the path before and the operation. */
  readonly #followers = new Map<number, Of>();

  /** Learns the paths of a session; with −1 takes them back. */
  add(operations: readonly number[], paths: readonly number[], times: 1 | -1): void {
    for (let index = 0; index < paths.length; index++) {
      const [operation, path] = [operations[index] ?? 0, paths[index] ?? 0];
      const count = addTo(this.#paths, path, times);
      changeOf(this.#operations, operation, times, (count === 1 ? 1 : 0) - (count - times === 1 ? 1 : 0));
      if (index > 0) this.#addPair(paths[index - 1] ?? 0, operation, path, times);
    }
  }

  /** Mean and highest −log10 of the probability of each path among those of its operation. */
  surprise(operations: readonly number[], paths: readonly number[]): { readonly mean: number; readonly most: number } {
    let [sum, most] = [0, 0];
    for (let index = 0; index < paths.length; index++) {
      const [operation, path] = [operations[index] ?? 0, paths[index] ?? 0];
      const usual = this.#probability(operation, path);
      const followers = index === 0 ? undefined : this.#followers.get(keyOf(paths[index - 1] ?? 0, operation));
      const seen = followers === undefined ? 0 : (this.#pairs.get(keyOf(paths[index - 1] ?? 0, path)) ?? 0);
      const surprise = -Math.log10(followers === undefined ? usual : (seen + followers.few * usual) / (followers.total + followers.few));
      sum += surprise;
      if (surprise > most) most = surprise;
    }
    return { mean: sum / Math.max(1, paths.length), most };
  }

  /** Of all paths that were never asked for together: as often as some were asked for once only (Good and Turing). */
  #probability(operation: number, path: number): number {
    const { total, few } = this.#operations.get(operation) ?? { total: 0, few: 0 };
    const unseen = (few + 1) / (total + 1);
    const count = this.#paths.get(path) ?? 0;
    return count <= 1 ? unseen : Math.max(unseen / total, ((1 - unseen) * count) / total);
  }

  #addPair(before: number, operation: number, path: number, times: 1 | -1): void {
    const pair = keyOf(before, path);
    const seen = this.#pairs.get(pair) ?? 0;
    if (seen === 0 && (times < 0 || this.#pairs.size >= MOST_PAIRS)) return;
    addTo(this.#pairs, pair, times);
    changeOf(this.#followers, keyOf(before, operation), times, seen === 0 ? 1 : seen + times === 0 ? -1 : 0);
  }
}

function changeOf(all: Map<number, Of>, key: number, total: number, few: number): void {
  let of = all.get(key);
  if (of === undefined) {
    of = { total: 0, few: 0 };
    all.set(key, of);
  }
  of.total += total;
  of.few += few;
  if (of.total === 0) all.delete(key);
}

function keyOf(before: number, after: number): number {
  return before * FACTOR + after;
}
