import { EXPECTED_SHARES } from './expected-grams.ts';
import { gramHash, type ValueProfile } from './value-profile.ts';
import type { ValueShape } from './value-shape.ts';
import { countOfType, isNumeric } from './value-type.ts';

/** How a value is odd: in bits, all in all and by what. One of these is filled again and again. */
export interface Oddity {
  bits: number;
  type: number;
  /** Of the length, or of the number where the value is one. */
  size: number;
  grams: number;
  oddestGram: number;
}

export function newOddity(): Oddity {
  return { bits: 0, type: 0, size: 0, grams: 0, oddestGram: -1 };
}

/** How many observations the wider profile counts for beside those of the narrower one. */
const WEIGHT = 2;
/** What is expected of a place that nothing is known of. */
const ROOT_TYPE = 0.1;
/** N-grams that stand in more than one of four values say nothing. */
const COMMON = 1 / 4;
/** Products of probabilities are turned into bits before they vanish. */
const SMALLEST_PRODUCT = 1e-200;
const MOST_LEVELS = 4;
const weights = new Float64Array(MOST_LEVELS);
const shares = new Float64Array(MOST_LEVELS);
const shifts = new Uint32Array(MOST_LEVELS);
const NO_GRAMS = new Uint16Array(1);
const gramsOf: Uint16Array[] = Array.from({ length: MOST_LEVELS }, () => NO_GRAMS);

/**
 * Measures how odd a value is by what is learned: profiles from the narrowest to the widest, each of which says what to expect where the narrower one has
 * seen too little (Dirichlet smoothing with the wider one as prior). `place` and `numeric`: where its length and its number lie; `isName`: a number is a name, and its size says nothing.
 */
export function measure(
  shape: ValueShape,
  place: number,
  numeric: number,
  levels: readonly ValueProfile[],
  weight: number,
  isName: boolean,
  oddity: Oddity,
): void {
  const last = levels.length - 1;
  let type = ROOT_TYPE;
  let length = 1;
  let number = 1;
  const isNumber = !isName && isNumeric(shape.type);
  for (let index = last; index >= 0; index--) {
    const level = levels[index] as ValueProfile;
    const w = index === 0 ? weight : WEIGHT;
    type = (countOfType(level.types.counts, shape.type) + w * type) / (level.types.total + w);
    const { lengths, numbers } = level;
    length = (lengths.sidesOrNear(place) + w * length) / (lengths.total + w);
    if (isNumber && numbers !== undefined) number = (numbers.sidesOrNear(numeric) + w * number) / (numbers.total + w);
  }
  oddity.type = Math.max(0, -Math.log2(type) - 1);
  oddity.size = Math.max(0, -Math.log2(Math.min(length, number)) - 1);
  measureGrams(shape, levels, weight, oddity);
  oddity.bits = oddity.type + oddity.size + oddity.grams;
}

function measureGrams(shape: ValueShape, levels: readonly ValueProfile[], weight: number, oddity: Oddity): void {
  const count = levels.length;
  for (let index = 0; index < count; index++) {
    const level = levels[index] as ValueProfile;
    weights[index] = index === 0 ? weight : WEIGHT;
    shares[index] = 1 / (level.learned + (weights[index] ?? 0));
    gramsOf[index] = level.grams ?? NO_GRAMS;
    shifts[index] = level.gramShift;
  }
  const { grams, gramCount } = shape;
  const key = levels[0]?.key ?? 1;
  let bits = 0;
  let product = 1;
  let least = 1;
  oddity.oddestGram = -1;
  for (let each = 0; each < gramCount; each++) {
    const gram = grams[each] ?? 0;
    const hash = gramHash(gram, key);
    let p = EXPECTED_SHARES[gram] ?? 0;
    for (let index = count - 1; index >= 0; index--) {
      const seen = gramsOf[index]?.[hash >>> (shifts[index] ?? 0)] ?? 0;
      p = (seen + (weights[index] ?? 0) * p) * (shares[index] ?? 0);
    }
    if (p >= COMMON) continue;
    product *= p / COMMON;
    if (product < SMALLEST_PRODUCT) {
      bits -= Math.log2(product);
      product = 1;
    }
    if (p < least) {
      least = p;
      oddity.oddestGram = gram;
    }
  }
  oddity.grams = bits - Math.log2(product);
}
