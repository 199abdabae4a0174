import { z } from 'zod';

import { commonLength, numbersColumn, wordsColumn } from '../saved/column.ts';

const SIZE = 2 ** 16;
const savedRecent = z.strictObject({ keys: wordsColumn, stretches: numbersColumn });

/** Which keys were noted in a stretch of time, some of them: a key that is found was noted, one that is not may have been. */
export class Recent {
  readonly #stretchMs: number;
  readonly #keys = new Uint32Array(SIZE);
  readonly #stretches = new Float64Array(SIZE);

  constructor(stretchMs: number) {
    this.#stretchMs = stretchMs;
  }

  /** Notes a key; true where it was noted in the same stretch before. */
  note(key: number, timeMs: number): boolean {
    const stretch = Math.floor(timeMs / this.#stretchMs);
    const at = key & (SIZE - 1);
    if (this.#keys[at] === key && this.#stretches[at] === stretch) return true;
    this.#keys[at] = key;
    this.#stretches[at] = stretch;
    return false;
  }

  /** What was noted in the last stretch that something was noted in, and the one before. */
  save(): z.infer<typeof savedRecent> {
    const last = this.#stretches.reduce((most, stretch) => Math.max(most, stretch), 0);
    const places = Array.from(this.#keys.keys()).filter((at) => (this.#stretches[at] ?? 0) >= last - 1 && last > 0);
    return {
      keys: Uint32Array.from(places, (at) => this.#keys[at] ?? 0),
      stretches: Float64Array.from(places, (at) => this.#stretches[at] ?? 0),
    };
  }

  /** Where two have a place, the later one stays. */
  merge(saved: unknown): void {
    const { keys, stretches } = savedRecent.parse(saved);
    commonLength({ keys, stretches });
    for (const [index, key] of keys.entries()) {
      const at = key & (SIZE - 1);
      const stretch = stretches[index] ?? 0;
      if (stretch <= (this.#stretches[at] ?? 0)) continue;
      this.#keys[at] = key;
      this.#stretches[at] = stretch;
    }
  }
}
