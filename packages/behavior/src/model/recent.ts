const SIZE = 2 ** 16;

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
}
