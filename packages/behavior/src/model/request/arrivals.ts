/** Of fewer values it is not told how new ones come. */
const FIRST = 32;

/** New values in the stretch that runs and in the one before, and how many values there were when it began. */
export type SavedArrivals = readonly [now: number, before: number, from: number];

/**
 * How new values come as time goes by: those of the last half of all, at least, counted once each. Where what is new is sent by many at once, as the date of today is, no value is
 * seen once only, and what was seen once (Good and Turing) tells nothing of how the next one comes.
 */
export class Arrivals {
  #now = 0;
  #before = 0;
  /** The stretch that runs goes from here to twice as many, the one before from half as many. */
  #from = FIRST;

  /** One more of `seen` values; `isNew`: it was never seen. */
  note(seen: number, isNew: boolean): void {
    if (seen >= 2 * this.#from) {
      this.#before = this.#now;
      this.#now = 0;
      this.#from *= 2;
    }
    if (isNew && seen >= this.#from) this.#now++;
  }

  /** How likely the next of them is one that is new. */
  rate(seen: number): number {
    const of = seen - (this.#from === FIRST ? FIRST : this.#from / 2);
    return of <= 0 ? 0 : (this.#now + this.#before) / of;
  }

  halve(): void {
    this.#now >>= 1;
    this.#before >>= 1;
    this.#from = Math.max(FIRST, this.#from / 2);
  }

  save(): SavedArrivals {
    return [this.#now, this.#before, this.#from];
  }

  /** Adds those of values that are added to others. */
  merge([now, before, from]: SavedArrivals): void {
    const whole = FIRST * 2 ** Math.max(0, Math.round(Math.log2(from / FIRST)));
    this.#from = Math.max(this.#from, whole);
    this.#now += now;
    this.#before += before;
  }
}
