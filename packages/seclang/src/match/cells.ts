const FREE = -1;
/** Marks a cell that is taken without being anyone's child by code. */
const NOBODY = 0x7fffffff;

/**
 * The cells of a double array: the child of a state over code `c` lies in cell `base + c` of its state, if the owner of that cell is the
 * state. They grow as they are filled; nodes with one child, by far the most, take the first free cell.
 */
export class Cells {
  owner = new Int32Array(1_024).fill(FREE);
  readonly #codes: number;
  /** No free cell lies before. */
  #firstFree = 0;
  #end = 0;

  constructor(codes: number) {
    this.#codes = codes;
  }

  /** Takes a cell for a state that is reached by other means than its parent's base. */
  take(): number {
    while (this.#taken(this.#firstFree)) this.#firstFree++;
    this.owner[this.#firstFree] = NOBODY;
    this.#end = Math.max(this.#end, this.#firstFree + 1);
    return this.#firstFree;
  }

  /** Finds room for the children of a state over the given codes; yields their base. */
  place(state: number, codes: readonly number[]): number {
    if (codes.length === 0) return 0;
    const least = Math.min(...codes);
    while (this.#taken(this.#firstFree)) this.#firstFree++;
    let base = Math.max(0, this.#firstFree - least);
    for (let tries = 0; codes.some((code) => this.#taken(base + code)); tries++) {
      // Densely filled regions are left behind rather than searched again and again.
      if (tries > 64) this.#firstFree = Math.max(this.#firstFree, base + least - 256);
      base++;
    }
    for (const code of codes) this.owner[base + code] = state;
    this.#end = Math.max(this.#end, base + this.#codes);
    return base;
  }

  /** How many cells there are, with room behind the last so that every code of every state has one. */
  get size(): number {
    const size = this.#end + this.#codes;
    this.#reserve(size);
    return size;
  }

  #taken(cell: number): boolean {
    this.#reserve(cell + 1);
    return this.owner[cell] !== FREE;
  }

  #reserve(cells: number): void {
    if (cells <= this.owner.length) return;
    const larger = new Int32Array(Math.max(cells, this.owner.length * 2)).fill(FREE);
    larger.set(this.owner);
    this.owner = larger;
  }
}
