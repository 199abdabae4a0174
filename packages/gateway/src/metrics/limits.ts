import { OTHER } from './definition.ts';

/** The values of one attribute that metrics name: the first so many; all others are `_other`. */
export class ValueLimit {
  readonly most: number;
  readonly #named = new Set<string>();

  constructor(most: number) {
    this.most = most;
  }

  get named(): number {
    return this.#named.size;
  }

  /** The value, or `_other`. Nothing, and what means nobody in particular (`_…`), counts as no value. */
  admit(value: string): string {
    if (value === '' || value.startsWith('_') || this.#named.has(value)) return value;
    if (this.#named.size < this.most) {
      this.#named.add(value);
      return value;
    }
    return OTHER;
  }
}
