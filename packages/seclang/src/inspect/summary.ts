import { withBothCases } from '../fingerprint.ts';
import type { Lists, LiteralScanner, Screened } from '../variables/screen.ts';

/** What holds of several values together: none is longer, none has other bytes, none holds a literal of another list. */
class Summary implements Screened {
  readonly maxBytes: number;
  readonly bits: number;
  readonly #parts: readonly Screened[];
  #lists: Lists | undefined;

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

  lists(scan: LiteralScanner): Lists {
    this.#lists ??= this.#unite(scan);
    return this.#lists;
  }

  #unite(scan: LiteralScanner): Lists {
    const all = (this.#parts[0] as Screened).lists(scan).slice();
    for (let index = 1; index < this.#parts.length; index++) {
      const lists = (this.#parts[index] as Screened).lists(scan);
      for (let word = 0; word < all.length; word++) all[word] = (all[word] as number) | (lists[word] as number);
    }
    return all;
  }
}

/** The same values in another case of letters, which hold the same literals. */
class Recased implements Screened {
  readonly maxBytes: number;
  readonly bits: number;
  readonly #of: Screened;

  constructor(of: Screened) {
    this.maxBytes = of.maxBytes;
    this.bits = withBothCases(of.bits);
    this.#of = of;
  }

  lists(scan: LiteralScanner): Lists {
    return this.#of.lists(scan);
  }
}

/** The summary of no values. */
export const NOTHING: Screened = { maxBytes: 0, bits: 0, lists: () => [] };

/** What holds of all of them together. Values and their summaries may be mixed. */
export function summaryOf(parts: readonly Screened[]): Screened {
  if (parts.length === 1) return parts[0] as Screened;
  return parts.length === 0 ? NOTHING : new Summary(parts);
}

export function recased(summary: Screened): Screened {
  return withBothCases(summary.bits) === summary.bits ? summary : new Recased(summary);
}
