/** Places of lengths: single ones below 8, then four for each doubling. */
export const LENGTH_PLACES = 48;
const LENGTH_PLACES_OF_DOUBLING = 4;

export function lengthPlace(length: number, places = LENGTH_PLACES): number {
  return length < 8 ? length : Math.min(places - 1, 8 + Math.floor(LENGTH_PLACES_OF_DOUBLING * Math.log2(length / 8)));
}

/** The least length of a place. */
export function lengthOfPlace(place: number): number {
  return place < 8 ? place : Math.ceil(8 * 2 ** ((place - 8) / LENGTH_PLACES_OF_DOUBLING));
}

/** Places of numbers: by sign, two for each doubling, up to 10^12 or so; zero in the middle. */
export const NUMBER_PLACES = 161;
const NUMBER_PLACES_OF_DOUBLING = 2;
const ZERO = 80;

export function numberPlace(value: number): number {
  if (!Number.isFinite(value)) return value < 0 ? 0 : NUMBER_PLACES - 1;
  if (value === 0) return ZERO;
  const distance = Math.min(ZERO, 1 + Math.floor(NUMBER_PLACES_OF_DOUBLING * Math.log2(1 + Math.abs(value))));
  return value < 0 ? ZERO - distance : ZERO + distance;
}

/** The number of least size in a place. */
export function numberOfPlace(place: number): number {
  const distance = Math.abs(place - ZERO);
  if (distance === 0) return 0;
  const size = 2 ** ((distance - 1) / NUMBER_PLACES_OF_DOUBLING) - 1;
  return place < ZERO ? -size : size;
}

/** Places of oddity, in bits. */
export const BIT_PLACES = 64;

export function bitPlace(bits: number): number {
  return bits <= 0 ? 0 : Math.min(BIT_PLACES - 1, Math.floor(5 * Math.log2(1 + bits)));
}
