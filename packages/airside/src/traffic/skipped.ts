import { counted, note, printable } from '../terminal.ts';

const MOST_NAMED = 3;

/** What of the traffic could not be read: counted, and the first few named. */
export class Skipped {
  /** Lines and entries that are not understood. */
  count = 0;
  /** Lines that tell of no call by their format. */
  noCalls = 0;
  readonly #named: string[] = [];

  /** `place` is file and line. */
  add(place: string, what: string): void {
    this.count++;
    if (this.#named.length < MOST_NAMED) this.#named.push(`${place}: ${what}`);
  }

  /** Tells on standard error; nothing where nothing was passed over. */
  report(): void {
    if (this.noCalls > 0) note(`${counted(this.noCalls, 'line')} of connections without HTTP passed over`);
    if (this.count === 0) return;
    note(`${this.count} ${this.count === 1 ? 'line or entry is' : 'lines or entries are'} not understood and passed over`);
    for (const named of this.#named) note(`  ${printable(named)}`);
  }
}
