/** Of fewer values it is not told how new ones come. */
const FIRST = 32;

/** New values in the stretch that runs and in the one before, and how many values there were when each of the two began. */
export type SavedArrivals = readonly [now: number, before: number, from: number, start: number];

/**
 * How new values come as time goes by: those of the last half of all, at least, counted once each. Where what is new is sent by many at once, as the date of today is, no value is
 * seen once only, and what was seen once (Good and Turing) tells nothing of how the next one comes.
 */
export class Arrivals {
  #now = 0;
  #before = 0;
  /** The stretch that runs goes from here to twice as many; the one before began at `#start`. */
  #from = FIRST;
  #start = FIRST;
  #isEmpty = true;

  /** One more of `seen` values; `isNew`: it was never seen. */
  note(seen: number, isNew: boolean): void {
    this.#isEmpty = false;
    if (seen >= 2 * this.#from) {
      this.#before = this.#now;
      this.#now = 0;
      this.#start = this.#from;
      this.#from *= 2;
    }
    if (isNew && seen >= this.#from) this.#now++;
  }

  /** The last one that was new tells nothing. */
  forget(): void {
    this.#now = Math.max(0, this.#now - 1);
  }

  /** How likely the next of them is one that is new. */
  rate(seen: number): number {
    return seen <= this.#start ? 0 : (this.#now + this.#before) / (seen - this.#start);
  }

  halve(): void {
    this.#now >>= 1;
    this.#before >>= 1;
    this.#from = Math.max(FIRST, this.#from >> 1);
    this.#start = Math.max(FIRST, this.#start >> 1);
  }

  save(): SavedArrivals {
    return [this.#now, this.#before, this.#from, this.#start];
  }

  /** Adds those of values that are added to others. */
  merge([now, before, from, start]: SavedArrivals): void {
    this.#now += now;
    this.#before += before;
    this.#from = this.#isEmpty ? from : this.#from + from;
    this.#start = this.#isEmpty ? start : this.#start + start;
    this.#isEmpty = false;
  }
}
