export interface TokenMemoryLimits {
  readonly entries: number;
  /** Of the tokens together, whose claims are about as long. */
  readonly characters: number;
}

/**
 * What is known of tokens, by their hashes, within bounds: those that were not asked about for longest go first, half of all at a time. To note
 * one takes a fraction of what a list in exact order takes, and is on the way of every token that is seen for the first time.
 */
export class TokenMemory<Known extends { readonly characters: number }> {
  readonly #limits: TokenMemoryLimits;
  #young = new Map<string, Known>();
  #old = new Map<string, Known>();
  /** Of the young ones. */
  #characters = 0;

  constructor(limits: TokenMemoryLimits) {
    this.#limits = limits;
  }

  get(hash: string): Known | undefined {
    const young = this.#young.get(hash);
    if (young !== undefined) return young;
    const old = this.#old.get(hash);
    if (old === undefined) return undefined;
    this.#old.delete(hash);
    this.set(hash, old);
    return old;
  }

  set(hash: string, known: Known): void {
    const { entries, characters } = this.#limits;
    if (this.#young.size >= entries / 2 || this.#characters >= characters / 2) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#characters = 0;
    }
    this.#young.set(hash, known);
    this.#characters += known.characters;
  }

  delete(hash: string): void {
    this.#young.delete(hash);
    this.#old.delete(hash);
  }

  /** All that is known now, without taking note that it was asked about. */
  values(): readonly Known[] {
    return [...this.#young.values(), ...this.#old.values()];
  }
}
