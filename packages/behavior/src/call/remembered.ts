const MOST = 5000;
const MOST_CHARACTERS = 500_000;

/** What was made of names that come again and again. Where they are too many, or too long together, all are forgotten: names that somebody makes up keep out none that come later. */
export class Remembered<V> {
  readonly #known = new Map<string, V>();
  #characters = 0;

  get(name: string): V | undefined {
    return this.#known.get(name);
  }

  /** Takes one that is not known. */
  set(name: string, value: V): V {
    if (this.#known.size >= MOST || this.#characters + name.length > MOST_CHARACTERS) {
      this.#known.clear();
      this.#characters = 0;
    }
    this.#known.set(name, value);
    this.#characters += name.length;
    return value;
  }

  /** How much is remembered. */
  get size(): { readonly names: number; readonly characters: number } {
    return { names: this.#known.size, characters: this.#characters };
  }
}
