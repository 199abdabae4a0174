import { z } from 'zod';

import { ownName } from '../call/bounded-name.ts';

const MOST_VALUES = 16;
const LONGEST = 40;
/** A value that fewer groups of callers used is nobody's business but theirs. */
const LEAST_GROUPS = 5;

export const savedFewValues = z.strictObject({
  /** Texts and the groups of callers that used them: 32, a bit each. */
  values: z.array(z.tuple([z.string().max(LONGEST), z.int().min(-0x80000000).max(0x7fffffff)])).max(MOST_VALUES),
  /** Whether there were others. */
  isOpen: z.boolean(),
});

export type SavedFewValues = Readonly<z.infer<typeof savedFewValues>>;

/** The values of a parameter that has few. Those that few callers used are never told, nor written anywhere. */
export class FewValues {
  /** Undefined once there were too many. */
  #groups: Map<string, number> | undefined = new Map();
  /** There were values that are not told here. */
  #isOpen = false;

  add(value: string, caller: number): void {
    if (this.#groups === undefined) return;
    const known = this.#groups.get(value);
    if (known === undefined && (value.length > LONGEST || this.#groups.size >= MOST_VALUES)) {
      this.#groups = undefined;
      return;
    }
    const groups = (known ?? 0) | (1 << (caller & 31));
    if (groups !== known) this.#groups.set(known === undefined ? ownName(value, LONGEST) : value, groups);
  }

  /** All values there are, where each of them is used by many; undefined where there are others. */
  get closed(): readonly string[] | undefined {
    if (this.#groups === undefined || this.#isOpen || this.#groups.size === 0) return undefined;
    const values = [...this.#groups];
    return values.every(([, groups]) => countOf(groups) >= LEAST_GROUPS) ? values.map(([value]) => value).toSorted() : undefined;
  }

  save(): SavedFewValues {
    const all = [...(this.#groups ?? [])];
    const values = all.filter(([, groups]) => countOf(groups) >= LEAST_GROUPS);
    return { values, isOpen: this.#groups === undefined || this.#isOpen || values.length < all.length };
  }

  merge({ values, isOpen }: SavedFewValues): void {
    this.#isOpen ||= isOpen;
    for (const [value, groups] of values) {
      if (this.#groups === undefined) return;
      this.#groups.set(value, (this.#groups.get(value) ?? 0) | groups);
      if (this.#groups.size > MOST_VALUES) this.#groups = undefined;
    }
  }
}

function countOf(bits: number): number {
  let count = 0;
  for (let left = bits >>> 0; left !== 0; left = (left & (left - 1)) >>> 0) count++;
  return count;
}
