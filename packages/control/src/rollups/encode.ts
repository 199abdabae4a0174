import { Bins, isBin, ZERO_BIN } from './bins.ts';
import { DISTRIBUTION_NAMES, newCallers, type Tally } from './tally.ts';

const NO_CALLERS = 0;
const SPARSE_CALLERS = 1;
const ALL_CALLERS = 2;
/** A sparse register takes two bytes. */
const SPARSE_AT_MOST = 100;

/**
 * Distributions and callers of a tally as bytes: for each distribution the number of its bins, then for each bin the distance from the one before
 * and its count, as LEB128; then the registers that count callers, where there are any, as pairs while they are few.
 */
export function encodeDetails(tally: Tally): Uint8Array {
  const bytes: number[] = [];
  for (const bins of tally.distributions) {
    pushNumber(bytes, bins.size);
    let before = ZERO_BIN;
    for (const [bin, count] of bins.entries()) {
      pushNumber(bytes, bin - before);
      pushNumber(bytes, count);
      before = bin;
    }
  }
  pushCallers(bytes, tally);
  return Uint8Array.from(bytes);
}

/** Adds to a tally what the bytes say. Throws a RangeError where they are not what `encodeDetails` makes. */
export function mergeDetails(tally: Tally, bytes: Uint8Array): void {
  const reader = new Reader(bytes);
  for (let place = 0; place < DISTRIBUTION_NAMES.length; place++) {
    const bins = tally.distributions[place] ?? new Bins();
    let bin = ZERO_BIN;
    for (let left = reader.number(); left > 0; left--) {
      bin += reader.number();
      if (!isBin(bin)) throw new RangeError(`there is no bin ${bin}`);
      bins.add(bin, reader.number());
    }
  }
  mergeCallers(tally, reader);
}

/** Adds one distribution alone, by its place in `DISTRIBUTION_NAMES`. */
export function mergeDistribution(bins: Bins, place: number, bytes: Uint8Array): void {
  const reader = new Reader(bytes);
  for (let at = 0; at <= place; at++) {
    let bin = ZERO_BIN;
    for (let left = reader.number(); left > 0; left--) {
      bin += reader.number();
      const count = reader.number();
      if (at !== place) continue;
      if (!isBin(bin)) throw new RangeError(`there is no bin ${bin}`);
      bins.add(bin, count);
    }
  }
}

function pushCallers(bytes: number[], { callers }: Tally): void {
  if (callers === undefined) {
    bytes.push(NO_CALLERS);
    return;
  }
  const { registers } = callers;
  const taken = [...registers.entries()].filter(([, rank]) => rank > 0);
  if (taken.length > SPARSE_AT_MOST) bytes.push(ALL_CALLERS, ...registers);
  else bytes.push(SPARSE_CALLERS, taken.length, ...taken.flat());
}

function mergeCallers(tally: Tally, reader: Reader): void {
  const form = reader.byte();
  if (form === NO_CALLERS) return;
  tally.callers ??= newCallers();
  const { registers } = tally.callers;
  const raise = (index: number, rank: number): void => {
    if (rank > (registers[index] ?? 0)) registers[index] = rank;
  };
  if (form === ALL_CALLERS) for (const index of registers.keys()) raise(index, reader.byte());
  else for (let left = reader.byte(); left > 0; left--) raise(reader.byte(), reader.byte());
}

function pushNumber(bytes: number[], value: number): void {
  let rest = value;
  // Counts may have more than 32 bits: no shifts.
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new RangeError('the bytes end too early');
    return byte;
  }

  number(): number {
    let value = 0;
    for (let scale = 1; scale < Number.MAX_SAFE_INTEGER; scale *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number is too long');
  }
}
