import { withBothCases } from '../fingerprint.ts';
import type { Chain } from '../variables/chain.ts';
import type { Lists, LiteralScanner, Screened } from '../variables/screen.ts';

/** What holds of several values together: none is longer, none has other bytes, none holds a literal of another list. */
export class Summary implements Screened {
  readonly maxBytes: number;
  readonly bits: number;
  readonly #parts: readonly Screened[];
  #lists: Lists | undefined = undefined;

  private constructor(maxBytes: number, bits: number, parts: readonly Screened[]) {
    this.maxBytes = maxBytes;
    this.bits = bits;
    this.#parts = parts;
  }

  /** Of all of them. Values and their summaries may be mixed. */
  static of(parts: readonly Screened[]): Screened {
    if (parts.length === 1) return parts[0] as Screened;
    let maxBytes = 0;
    let bits = 0;
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index] as Screened;
      if (part.maxBytes > maxBytes) maxBytes = part.maxBytes;
      bits |= part.bits;
    }
    return parts.length === 0 ? NOTHING : new Summary(maxBytes, bits, parts);
  }

  /** Of two. */
  static joined(one: Screened, other: Screened): Screened {
    if (one === NOTHING) return other;
    return other === NOTHING ? one : new Summary(Math.max(one.maxBytes, other.maxBytes), one.bits | other.bits, [one, other]);
  }

  /** Of the same values after transformations; with those on the way there. */
  static after(chain: Chain, summary: Screened): Screened {
    if (chain.leaves(summary.bits)) return summary;
    if (!chain.leavesButCase(summary.bits)) return chain.bounds(summary);
    // In another case of letters they hold the same literals.
    return new Summary(summary.maxBytes, withBothCases(summary.bits), [summary]);
  }

  lists(scan: LiteralScanner): Lists {
    this.#lists ??= this.#unite(scan);
    return this.#lists;
  }

  /** Many values hold no literal, and share the lists that say so. */
  #unite(scan: LiteralScanner): Lists {
    const parts = this.#parts;
    let all = (parts[0] as Screened).lists(scan);
    let own: number[] | undefined;
    for (let index = 1; index < parts.length; index++) {
      const lists = (parts[index] as Screened).lists(scan);
      if (lists === all || lists === scan.none) continue;
      if (all === scan.none) {
        all = lists;
        continue;
      }
      own ??= all.slice();
      all = own;
      for (let word = 0; word < own.length; word++) own[word] = (own[word] as number) | (lists[word] as number);
    }
    return all;
  }
}

/** The summary of no values. */
export const NOTHING: Screened = { maxBytes: 0, bits: 0, lists: ({ none }) => none };
