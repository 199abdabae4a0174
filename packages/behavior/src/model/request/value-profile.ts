import { bytesOfText, textOfBytes } from '../../sketch/bytes.ts';
import { Arrivals, type SavedArrivals } from './arrivals.ts';
import { addCounts, Histogram } from './histogram.ts';
import { KnownValues, type SavedValues } from './known-values.ts';
import { BIT_PLACES, bitPlace, LENGTH_PLACES, lengthPlace, NUMBER_PLACES, numberPlace } from './scales.ts';
import { type SavedSenders, Senders } from './senders.ts';
import type { SavedValueReach, ValueReach } from './value-reach.ts';
import type { ValueShape } from './value-shape.ts';
import { isNumeric, VALUE_TYPES } from './value-type.ts';

/**
 * What is known of the values of one parameter. What stands in it often is known by itself; of how values are made it learns from those that it had not
 * seen before, so that a judgement of a new value is about new values.
 */
export class ValueProfile {
  /** Values seen; what a caller sends again and again, once. */
  seen = 0;
  readonly known = new KnownValues();
  readonly arrivals = new Arrivals();
  /** New values whose making was learned. */
  readonly types = new Histogram(VALUE_TYPES.length);
  readonly lengths = new Histogram(LENGTH_PLACES);
  numbers: Histogram | undefined;
  /** In how many of the new values an n-gram stands; several share a place. */
  grams: Uint16Array | undefined;
  /** How odd new values were, by what was known before them. */
  readonly oddity = new Histogram(BIT_PLACES);
  /** How far callers go, where that is kept. */
  readonly reach: ValueReach | undefined;
  /** What callers sent last, where that is kept. */
  readonly senders: Senders | undefined;
  /** Odd, secret. */
  readonly key: number;
  /** How far the hash of an n-gram is shifted to give its place. */
  readonly gramShift: number;
  /** New values that look as if they were drawn, of those that were learned. */
  #drawn = 0;
  #nextDoubling = 16;

  /** `key`: odd, secret; the same for all that are asked together. */
  constructor(gramBits: number, key: number, reach?: ValueReach) {
    this.reach = reach;
    this.senders = reach && new Senders();
    this.gramShift = 32 - gramBits;
    this.key = key;
  }

  get learned(): number {
    return this.types.total;
  }

  /** Whether nearly all values were drawn, as ids are. */
  get isOfDrawn(): boolean {
    return this.learned >= ENOUGH_DRAWN && this.#drawn >= MOST_DRAWN * this.learned;
  }

  /** Values seen, however often a caller sent the same. */
  get observations(): number {
    return this.seen + (this.senders?.repeated ?? 0);
  }

  /**
   * How likely the next value is one that was never seen: by those that were seen once (Good and Turing), or by how new ones came. A caller of which it is known what it sent sends something else
   * seldom; of another one there is a first value in any case.
   */
  unseen(caller?: number): number {
    const share = Math.min(1, Math.max((this.known.unseen() + 1) / (this.seen + 1), this.arrivals.rate(this.seen)));
    if (caller === undefined || this.senders?.knows(caller) !== true) return share;
    return (share * (this.seen + 1)) / (this.observations + 1);
  }

  /** Notes a value by its hash; whether it was known. What a caller sends again counts once. */
  note(hash: number, caller?: number): boolean {
    if (caller !== undefined && this.senders?.note(caller, hash) === true && this.known.has(hash)) {
      this.senders.repeat();
      return true;
    }
    this.seen++;
    const isKnown = this.known.note(hash);
    this.arrivals.note(this.seen, !isKnown);
    return isKnown;
  }

  /** The same where values name objects, which are made all the time: they go on to come, at least half as often as they came so far. */
  unseenObject(): number {
    return Math.min(1, this.known.distinct / (2 * (this.seen + 1)));
  }

  /** A value that was just noted for the first time tells nothing. */
  forget(hash: number): void {
    this.known.forget(hash);
    this.arrivals.forget();
  }

  /** Learns how a value is made that was found to be so odd; not how long or large it is where that tells nothing of others. */
  learn(shape: ValueShape, bits: number, isBelieved: boolean): void {
    this.types.add(shape.type);
    if (shape.isDrawn) this.#drawn++;
    if (isBelieved) this.lengths.add(lengthPlace(shape.length));
    if (isBelieved && isNumeric(shape.type)) {
      this.numbers ??= new Histogram(NUMBER_PLACES);
      this.numbers.add(numberPlace(shape.number));
    }
    this.grams ??= new Uint16Array(2 ** (32 - this.gramShift));
    for (let index = 0; index < shape.gramCount; index++) {
      const place = gramHash(shape.grams[index] ?? 0, this.key) >>> this.gramShift;
      const count = this.grams[place] ?? 0;
      if (count < 0xffff) this.grams[place] = count + 1;
    }
    this.oddity.add(bitPlace(bits));
    if (this.learned >= this.#nextDoubling) this.#outgrow();
    if (this.learned >= MOST_LEARNED) this.halve();
  }

  /** Forgets one half. */
  halve(): void {
    this.seen >>= 1;
    this.known.halve();
    this.arrivals.halve();
    this.reach?.halve();
    this.senders?.halve();
    // Where hardly anything new comes, there is nothing newer to go by.
    if (this.learned < KEPT && this.known.distinct > 0) return;
    const before = this.learned;
    this.types.halve();
    // Halves are rounded down, of each type.
    this.#drawn = Math.round((this.#drawn * this.learned) / Math.max(1, before));
    this.lengths.halve();
    this.numbers?.halve();
    this.oddity.halve();
    for (let index = 0; this.grams !== undefined && index < this.grams.length; index++) this.grams[index] = (this.grams[index] ?? 0) >> 1;
  }

  save(): SavedProfile {
    const { seen, known, types, lengths, numbers, grams, oddity, reach, senders } = this;
    return [
      seen,
      known.save(),
      types.save(),
      lengths.save(),
      numbers?.save() ?? null,
      grams === undefined ? null : textOfBytes(new Uint8Array(grams.buffer)),
      oddity.save(),
      reach?.save() ?? null,
      this.arrivals.save(),
      senders?.save() ?? null,
      this.#drawn,
    ];
  }

  /** Adds what was saved; throws an Error where that is not what `save` gives. */
  merge([seen, known, types, lengths, numbers, grams, oddity, reach, arrivals, senders, drawn = 0]: SavedProfile): void {
    this.seen += seen;
    // How values that both know are made was learned by both.
    const share = this.known.merge(known);
    if (arrivals) this.arrivals.merge(arrivals);
    this.types.merge(types, share);
    this.#drawn += Math.round(drawn * share);
    this.lengths.merge(lengths, share);
    if (numbers !== null) {
      this.numbers ??= new Histogram(NUMBER_PLACES);
      this.numbers.merge(numbers, share);
    }
    if (grams !== null) {
      this.grams ??= new Uint16Array(2 ** (32 - this.gramShift));
      addCounts(this.grams, new Uint16Array(bytesOfText(grams, this.grams.byteLength, 'n-grams').buffer), share);
    }
    this.oddity.merge(oddity, share);
    if (reach) this.reach?.merge(reach);
    if (senders) this.senders?.merge(senders);
    while (this.#nextDoubling <= this.learned) this.#nextDoubling *= 2;
  }

  /** What was odd when little was known tells nothing of what is odd now. */
  #outgrow(): void {
    this.#nextDoubling *= 2;
    this.oddity.halve();
  }
}

/** Multiplicative hashing (Knuth, vol. 3, section 6.4): the highest bits are the place. */
export function gramHash(gram: number, key: number): number {
  return Math.imul(gram + 1, key);
}

const MOST_LEARNED = 40_000;
/** So many values are enough to say that they are drawn, and so large a share of them. */
const ENOUGH_DRAWN = 8;
const MOST_DRAWN = 0.8;
/** How values are made that are fewer than that is not forgotten. */
const KEPT = 128;

/** Values seen, known values, and counts in base64: types, lengths, numbers, n-grams, oddities; how far callers go; how new values came; what callers sent last; how many were drawn. */
export type SavedProfile = readonly [
  seen: number,
  known: SavedValues,
  types: string,
  lengths: string,
  numbers: string | null,
  grams: string | null,
  oddity: string,
  reach?: SavedValueReach | null | undefined,
  arrivals?: SavedArrivals | null | undefined,
  senders?: SavedSenders | null | undefined,
  drawn?: number | undefined,
];
