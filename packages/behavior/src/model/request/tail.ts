import type { Histogram } from './histogram.ts';
import { bitPlace } from './scales.ts';
import type { ValueProfile } from './value-profile.ts';

/** How many observations the wider profile counts for beside those of the narrower one. */
const WEIGHT = 2;
/** The share of the largest values from which the shape of the tail is taken, and how many of them there have to be at least. */
const TAIL_SHARE = 0.05;
const LEAST_EXCEEDING = 4;
/** Exceedances of the wider profile that are added to those of the narrower. */
const EXCESS_WEIGHT = 4;
/** Mean excess in places where nothing is known. */
const ROOT_EXCESS = 5;

/** Where nothing was learned yet, one value in four is odder than this, one in a hundred than nine times this. */
const EXPECTED_BITS = 8;

/** A tail at one place: how likely it is to be reached, and by how much those that are beyond the largest share exceed it. */
export interface TailAt {
  readonly p: number;
  readonly excess: number;
}

export const NO_TAIL: TailAt = { p: 1, excess: ROOT_EXCESS };

/**
 * How likely a new value at least so odd is, by how odd the values before it were. A narrow profile that saw few values leans on the wider ones, and none
 * is ever quite sure that a value is not of the wider kind. `weight` is that of the second level.
 */
export function tailOf(bits: number, levels: readonly ValueProfile[], weight: number): number {
  const place = bitPlace(bits);
  // Nothing is less odd.
  if (place === 0) return 1;
  let wider: TailAt = { p: 1 / (1 + bits / EXPECTED_BITS) ** 2, excess: ROOT_EXCESS };
  for (let index = levels.length - 1; index >= 0; index--) {
    const level = levels[index];
    if (level !== undefined) wider = tailAt(place, level.oddity, wider, index === 0 ? weight : WEIGHT);
  }
  return wider.p;
}

/**
 * The tail of what was counted: as counted where there was enough, beyond that with the decay of the largest of them. Places grow with the logarithm of
 * what is counted, so that the tail is that of a Pareto distribution: a heavy one.
 */
export function tailAt(place: number, { counts, total }: Histogram, wider: TailAt, weight = WEIGHT): TailAt {
  const wanted = Math.max(LEAST_EXCEEDING, total * TAIL_SHARE);
  let [reached, above, excess, threshold, counted] = [0, 0, 0, counts.length, 0];
  while (threshold > 0 && reached < wanted) {
    threshold--;
    excess += above;
    above = reached;
    reached += counts[threshold] ?? 0;
    if (threshold === place) counted = reached;
  }
  const meanExcess = (excess + EXCESS_WEIGHT * wider.excess) / (above + EXCESS_WEIGHT);
  let own: number;
  if (place > threshold) {
    const decayed = ((above + 0.5) / (total + 1)) * (meanExcess / (1 + meanExcess)) ** (place - threshold - 1);
    own = Math.max(decayed, counted / (total + 1));
  } else {
    for (let index = threshold - 1; index >= place; index--) reached += counts[index] ?? 0;
    own = (reached + 0.5) / (total + 1);
  }
  return { p: Math.min(1, (total * own + weight * wider.p) / (total + weight)), excess: meanExcess };
}
