import { tailAt } from './tail.ts';
import type { ValueProfile } from './value-profile.ts';
import type { ValueShape } from './value-shape.ts';
import { countOfType } from './value-type.ts';

/** How many observations what is usual in a place counts for. */
const WEIGHT = 2;
const ROOT_TYPE = 0.1;
const ROOT_EXCESS = 5;
/** How much length and type count for by themselves, beside all that is odd together. */
const SHARE = 0.1;

/**
 * How likely a value is that is so odd all in all, so long, and of such a type: their harmonic mean, in which what is odd all in all counts most. Where all
 * values are odd in their characters, one that is far too long, or no text at all, is odd in that only.
 */
export function byAll(together: number, length: number, type: number): number {
  return Math.min(1, 1 / ((1 - 2 * SHARE) / together + SHARE / length + SHARE / type));
}

/** How likely a value is whose length lies at a place or beyond. The first `narrow` levels are of the parameter and of its name; `place`: of all that stands in such places. */
export function lengthTail(
  at: number,
  levels: readonly ValueProfile[],
  narrow: number,
  place: readonly ValueProfile[],
  weight: number,
): number {
  let [longer, total] = [0, 0];
  for (const wide of place) {
    total += wide.learned;
    longer += wide.lengths.atLeast(at);
  }
  let p = (longer + WEIGHT) / (total + WEIGHT);
  for (let index = narrow - 1; index >= 0; index--) {
    const level = levels[index];
    if (level !== undefined) p = tailAt(at, level.lengths, { p, excess: ROOT_EXCESS }, index === 0 ? weight : WEIGHT).p;
  }
  return p;
}

/** How likely a value of that type is, or of one that is as rare. */
export function typeTail(
  shape: ValueShape,
  levels: readonly ValueProfile[],
  narrow: number,
  place: readonly ValueProfile[],
  weight: number,
): number {
  let [alike, total] = [0, 0];
  for (const wide of place) {
    total += wide.learned;
    alike += countOfType(wide.types.counts, shape.type);
  }
  let p = (alike + WEIGHT * ROOT_TYPE) / (total + WEIGHT);
  for (let index = narrow - 1; index >= 0; index--) {
    const level = levels[index];
    const w = index === 0 ? weight : WEIGHT;
    if (level !== undefined) p = (countOfType(level.types.counts, shape.type) + w * p) / (level.learned + w);
  }
  return Math.min(1, 2 * p);
}
