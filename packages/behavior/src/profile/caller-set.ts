import { bytesOfText, textOfBytes } from '../sketch/bytes.ts';

const BITS = 1024;

/** How many callers there are, within some 5 % up to a thousand, by linear counting (Whang, 1990), in 128 bytes. */
export class CallerSet {
  readonly #words = new Uint32Array(BITS / 32);

  /** `hash`: keyed, so that nobody chooses where it falls. */
  add(hash: number): void {
    const bit = (hash >>> 8) & (BITS - 1);
    this.#words[bit >> 5] = (this.#words[bit >> 5] ?? 0) | (1 << (bit & 31));
  }

  get count(): number {
    let taken = 0;
    for (const word of this.#words) for (let left = word; left !== 0; left = (left & (left - 1)) >>> 0) taken++;
    return Math.round(-BITS * Math.log(Math.max(0.5, BITS - taken) / BITS));
  }

  save(): string {
    return textOfBytes(new Uint8Array(this.#words.buffer));
  }

  /** Throws an Error where that is not what `save` gives. */
  merge(saved: string): void {
    const words = new Uint32Array(bytesOfText(saved, this.#words.byteLength, 'callers').buffer);
    for (const [index, word] of words.entries()) this.#words[index] = (this.#words[index] ?? 0) | word;
  }
}
