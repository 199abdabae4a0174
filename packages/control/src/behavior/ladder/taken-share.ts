/** What a block takes of something, and how much there was of it when the block was imposed. */
export interface Part {
  readonly taken: number;
  readonly of: number;
}

/** Sums of fractions are not exact. */
const TOLERANCE = 1e-9;

/**
 * What blocks in effect take together. Each counts as the part of what there was when it was imposed, as long as it lasts: who is blocked is missing in what is seen afterwards, so that
 * what is left would let one block after another seem small. The sums are kept, so that one more block costs the same however many there are.
 */
export class TakenShare {
  readonly #parts = new Map<string, Part>();
  readonly #least: number;
  #share = 0;
  #taken = 0;
  #used = 0;

  /** `least`: so much may always be taken. Of little, shares say nothing. */
  constructor(least: number) {
    this.#least = least;
  }

  add(id: string, part: Part): void {
    this.remove(id);
    this.#parts.set(id, part);
    this.#count(part, 1);
  }

  remove(id: string): void {
    const part = this.#parts.get(id);
    if (part === undefined) return;
    this.#parts.delete(id);
    this.#count(part, -1);
    // So that what is lost in rounding does not add up.
    if (this.#parts.size === 0) this.#recount();
  }

  /**
   * What would be taken, and what may be, where one more block takes too much; undefined where it does not, as where it takes nothing. It is right where the parts fit together,
   * or where all that is taken fits what there is now, which may have grown.
   */
  excess(part: Part, share: number): { readonly taken: number; readonly room: number } | undefined {
    if (part.taken === 0) return undefined;
    if (share !== this.#share) {
      this.#share = share;
      this.#recount();
    }
    const room = this.#roomOf(part);
    const taken = this.#taken + part.taken;
    if (taken <= room || this.#used + part.taken / room <= 1 + TOLERANCE) return undefined;
    return { taken, room };
  }

  #roomOf({ of }: Part): number {
    return Math.max(this.#least, Math.floor(this.#share * of));
  }

  #count(part: Part, sign: 1 | -1): void {
    this.#taken += sign * part.taken;
    this.#used += (sign * part.taken) / this.#roomOf(part);
  }

  #recount(): void {
    this.#taken = 0;
    this.#used = 0;
    for (const part of this.#parts.values()) this.#count(part, 1);
  }
}
