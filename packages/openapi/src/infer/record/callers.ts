import { LIMITS } from '../limits.ts';
import { HyperLogLog } from './hyper-log-log.ts';

const LONGEST_CALLER = 200;

/**
 * Who calls: the callers with most calls by the space-saving algorithm (Metwally et al., 2005), exact while they are few, and an estimate of how many
 * there are.
 */
export class Callers {
  readonly #counts = new Map<string, number>();
  #distinct: HyperLogLog | undefined;

  observe(caller: string): void {
    const text = caller.length > LONGEST_CALLER ? caller.slice(0, LONGEST_CALLER) : caller;
    this.#distinct?.add(text);
    this.#count(text, 1);
  }

  merge(other: Callers): void {
    if (other.#distinct !== undefined) {
      this.#distinct ??= this.#distinctSoFar();
      this.#distinct.merge(other.#distinct);
    }
    for (const [caller, calls] of other.#counts) {
      this.#distinct?.add(caller);
      this.#count(caller, calls);
    }
  }

  /** Exact while there are few. */
  distinct(): number {
    return this.#distinct?.estimate() ?? this.#counts.size;
  }

  /** Most calls first; counts are upper bounds once there are more callers than are kept. */
  top(): readonly (readonly [caller: string, calls: number])[] {
    return [...this.#counts].toSorted(([a, callsOfA], [b, callsOfB]) => callsOfB - callsOfA || (a < b ? -1 : 1));
  }

  #count(caller: string, calls: number): void {
    const known = this.#counts.get(caller);
    if (known !== undefined || this.#counts.size < LIMITS.callers) {
      this.#counts.set(caller, (known ?? 0) + calls);
      return;
    }
    this.#distinct ??= this.#distinctSoFar();
    this.#distinct.add(caller);
    const [rarest, least] = this.#rarest();
    this.#counts.delete(rarest);
    this.#counts.set(caller, least + calls);
  }

  #distinctSoFar(): HyperLogLog {
    const distinct = new HyperLogLog();
    for (const caller of this.#counts.keys()) distinct.add(caller);
    return distinct;
  }

  #rarest(): readonly [string, number] {
    let rarest: readonly [string, number] = ['', Number.POSITIVE_INFINITY];
    for (const entry of this.#counts) if (entry[1] < rarest[1]) rarest = entry;
    return rarest;
  }
}
