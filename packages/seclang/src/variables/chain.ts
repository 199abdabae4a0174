import { withBothCases, withPlaces } from '../fingerprint.ts';
import type { Transformation } from '../transformations/transformation.ts';
import type { Lists, LiteralScanner, Screened } from './screen.ts';

/** A transformation with its number in the rule set, by which its results are kept. */
export interface Step {
  readonly index: number;
  readonly apply: Transformation['apply'];
  readonly changes: Transformation['changes'];
  readonly recases: number;
  /** As those of transformations; `ANY_KIND` where that has none. */
  readonly adds: number;
  readonly lengthens: boolean;
}

/** All bits of `HAS`. */
export const ANY_KIND = -1;
const ANY_LENGTH = 2 ** 30;

/** A list of transformations that rules share. */
export class Chain {
  readonly index: number;
  readonly steps: readonly Step[];
  /** What the steps change together, as bits of `HAS`; undefined where a step changes any value. */
  readonly #changes: number | undefined;
  /** The same without what changes only the case of ASCII letters. */
  readonly #changesMore: number | undefined;

  constructor(index: number, steps: readonly Step[]) {
    this.index = index;
    this.steps = steps;
    this.#changesMore = changesOf(steps);
    const recases = steps.reduce((all, step) => all | step.recases, 0);
    this.#changes = this.#changesMore === undefined ? undefined : this.#changesMore | recases;
  }

  /** Whether values with no other bytes than these stay as they are: what the first step leaves comes to the second as it was. */
  leaves(bits: number): boolean {
    return this.#changes !== undefined && (this.#changes & bits) === 0;
  }

  /** Whether values with no other bytes than these stay as they are but for the case of ASCII letters. */
  leavesButCase(bits: number): boolean {
    return this.#changesMore !== undefined && (this.#changesMore & withBothCases(bits)) === 0;
  }

  /** What holds of values after the steps, and on the way there, by what holds of them before. */
  bounds(before: Screened): Screened {
    let { bits, maxBytes } = before;
    for (let index = 0; index < this.steps.length; index++) {
      const { changes, recases, adds, lengthens } = this.steps[index] as Step;
      if ((bits & recases) !== 0) bits = withBothCases(bits);
      if (changes !== 'any' && (bits & changes) === 0) continue;
      bits = withPlaces(bits | adds);
      if (lengthens) maxBytes = ANY_LENGTH;
    }
    return new Bounds(maxBytes, bits);
  }
}

/** What is known of values without a look at them. */
class Bounds implements Screened {
  readonly maxBytes: number;
  readonly bits: number;

  constructor(maxBytes: number, bits: number) {
    this.maxBytes = maxBytes;
    this.bits = bits;
  }

  lists(scan: LiteralScanner): Lists {
    return scan.all;
  }
}

function changesOf(steps: readonly Step[]): number | undefined {
  let all = 0;
  for (const { changes } of steps) {
    if (changes === 'any') return undefined;
    all |= changes;
  }
  return all;
}
