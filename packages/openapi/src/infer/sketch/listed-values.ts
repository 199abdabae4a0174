import { LIMITS } from '../limits.ts';

/** Texts with how often each was met, as long as they are few and short: what may turn out to be an enumeration. */
export class ListedValues {
  /** Undefined once there were too many, or one that no enumeration would hold. */
  #counts: Map<string, number> | undefined = new Map();

  get counts(): ReadonlyMap<string, number> | undefined {
    return this.#counts;
  }

  /** Whether the value is new. */
  observe(text: string, times = 1): boolean {
    const counts = this.#counts;
    if (counts === undefined) return false;
    const known = counts.get(text);
    if (known === undefined && (text.length > LIMITS.listedCharacters || counts.size === LIMITS.listedValues)) {
      this.forget();
      return true;
    }
    counts.set(text, (known ?? 0) + times);
    return known === undefined;
  }

  forget(): void {
    this.#counts = undefined;
  }

  merge(other: ListedValues): void {
    if (other.#counts === undefined) this.forget();
    else for (const [text, times] of other.#counts) this.observe(text, times);
  }
}
