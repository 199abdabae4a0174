import { Outcomes } from './outcomes.ts';
import { sampleOf } from './sample.ts';
import { Value } from './value.ts';

/** Values kept at most, and the longest, in bytes: clients choose them, so all that is made of them has a bound as well. */
const MOST_VALUES = 2048;
const LONGEST_VALUE = 192;
/** Places for what is known of texts that were seen once. */
const NEWCOMERS = 4096;

/**
 * Values that recur from transaction to transaction, with all that was found out about them. Only names, and the values of header fields that are
 * no secret: how long an inspection takes may tell whether a value was seen before. A text is kept from the second time on, because one that does not
 * come again would cost more than it spares.
 */
export class ValueMemory {
  readonly #operations: number;
  #known = new Map<string, Value>();
  readonly #newcomers = new Int32Array(NEWCOMERS);

  /** `operations`: how many operators of the rule set there are, whose verdicts are kept. */
  constructor(operations: number) {
    this.#operations = operations;
  }

  /** Undefined for texts that are seen for the first time, or too long to be remembered. */
  of(text: string): Value | undefined {
    if (text.length > LONGEST_VALUE) return undefined;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#isNew(text)) return undefined;
    if (this.#known.size >= MOST_VALUES) this.#known = new Map();
    const kept = detached(text);
    const value = new Value(kept, new Outcomes(this.#operations));
    this.#known.set(kept, value);
    return value;
  }

  /** Two texts may be taken for one another, which makes the second known too early. */
  #isNew(text: string): boolean {
    const sample = sampleOf(text);
    const place = sample & (NEWCOMERS - 1);
    if (this.#newcomers[place] === sample) return false;
    this.#newcomers[place] = sample;
    return true;
  }
}

/** A byte string with characters of its own: a part of a text would keep the whole of it in memory, be it a request target with secrets in it. */
function detached(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
