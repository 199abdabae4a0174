import { type LiteralScanner, mayMatch, type Screen, type Screened } from '../variables/screen.ts';
import type { Value } from '../variables/value.ts';

/** What holds of several values together: none is longer, none has other bytes, none holds a literal of another list. */
export class Summary implements Screened {
  readonly maxBytes: number;
  /** Bits of `HAS`. */
  readonly bits: number;
  readonly #parts: readonly Screened[];
  #lists: Uint32Array | undefined;

  constructor(parts: readonly Screened[]) {
    let maxBytes = 0;
    let bits = 0;
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index] as Screened;
      if (part.maxBytes > maxBytes) maxBytes = part.maxBytes;
      bits |= part.bits;
    }
    this.maxBytes = maxBytes;
    this.bits = bits;
    this.#parts = parts;
  }

  /** Whether an operator with this screen may match one of the values. */
  passes(screen: Screen, scan: LiteralScanner): boolean {
    return mayMatch(screen, this, scan);
  }

  /** The lists of which one of the values holds a literal, as a bit vector. */
  lists(scan: LiteralScanner): Uint32Array {
    this.#lists ??= this.#unite(scan);
    return this.#lists;
  }

  #unite(scan: LiteralScanner): Uint32Array {
    const [first] = this.#parts;
    if (first === undefined) return new Uint32Array();
    const one = first.lists(scan);
    if (this.#parts.length === 1) return one;
    const all = one.slice();
    for (let index = 1; index < this.#parts.length; index++) {
      const lists = (this.#parts[index] as Screened).lists(scan);
      for (let word = 0; word < all.length; word++) all[word] = (all[word] as number) | (lists[word] as number);
    }
    return all;
  }
}

/** The summary of no values. */
export const NOTHING = new Summary([]);

export function summaryOf(values: readonly Value[]): Summary {
  return values.length === 0 ? NOTHING : new Summary(values);
}

/** The summary of all values of several summaries. */
export function united(parts: readonly Summary[]): Summary {
  const [first = NOTHING] = parts;
  return parts.length < 2 ? first : new Summary(parts);
}
