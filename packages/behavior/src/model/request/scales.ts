/** Places of lengths: single ones below 8, then four for each doubling. */
export const LENGTH_PLACES = 48;

export function lengthPlace(length: number, places = LENGTH_PLACES): number {
  return length < 8 ? length : Math.min(places - 1, 8 + Math.floor(4 * Math.log2(length / 8)));
}

/** The least length of a place. */
export function lengthOfPlace(place: number): number {
  return place < 8 ? place : Math.ceil(8 * 2 ** ((place - 8) / 4));
}

/** Places of numbers: by sign, four for each doubling; zero in the middle. */
export const NUMBER_PLACES = 161;
const ZERO = 80;

export function numberPlace(value: number): number {
  if (!Number.isFinite(value)) return value < 0 ? 0 : NUMBER_PLACES - 1;
  if (value === 0) return ZERO;
  const distance = Math.min(ZERO, 1 + Math.floor(4 * Math.log2(1 + Math.abs(value)) * NUMBER_FACTOR));
  return value < 0 ? ZERO - distance : ZERO + distance;
}

/** Up to 10^12 or so in 80 places. */
const NUMBER_FACTOR = 0.5;

/** The number of least size in a place. */
export function numberOfPlace(place: number): number {
  const distance = Math.abs(place - ZERO);
  if (distance === 0) return 0;
  const size = 2 ** ((distance - 1) / (4 * NUMBER_FACTOR)) - 1;
  return place < ZERO ? -size : size;
}

/** Places of oddity, in bits. */
export const BIT_PLACES = 64;

export function bitPlace(bits: number): number {
  return bits <= 0 ? 0 : Math.min(BIT_PLACES - 1, Math.floor(5 * Math.log2(1 + bits)));
}
