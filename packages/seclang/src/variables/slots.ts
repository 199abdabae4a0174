/** A table with a place for each of many things, of which few are used at a time: it is emptied without a look at the others, and used again. */
export class Slots<T> {
  readonly #places: (T | undefined)[];
  /** The places that are used; `#count` of them. */
  readonly #used: Int32Array;
  #count = 0;

  constructor(size: number) {
    this.#places = Array.from<T | undefined>({ length: size }).fill(undefined);
    this.#used = new Int32Array(size);
  }

  get(place: number): T | undefined {
    return this.#places[place];
  }

  /** Fills a place that is empty. */
  fill(place: number, thing: T): void {
    this.#places[place] = thing;
    this.#used[this.#count++] = place;
  }

  clear(): void {
    for (let index = 0; index < this.#count; index++) this.#places[this.#used[index] as number] = undefined;
    this.#count = 0;
  }
}
