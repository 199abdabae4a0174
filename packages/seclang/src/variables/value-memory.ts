import { Outcomes } from './outcomes.ts';
import { Value } from './value.ts';

/** Values kept at most, and the longest, in bytes: clients choose them, so all that is made of them has a bound as well. */
const MOST_VALUES = 2048;
const LONGEST_VALUE = 192;

/**
 * Values that recur from transaction to transaction, with all that was found out about them. Only names, and the values of header fields that are
 * no secret: how long an inspection takes may tell whether a value was seen before.
 */
export class ValueMemory {
  readonly #operations: number;
  #known = new Map<string, Value>();

  /** `operations`: how many operators of the rule set there are, whose verdicts are kept. */
  constructor(operations: number) {
    this.#operations = operations;
  }

  /** Undefined for texts that are too long to be remembered. */
  of(text: string): Value | undefined {
    if (text.length > LONGEST_VALUE) return undefined;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_VALUES) this.#known = new Map();
    const kept = detached(text);
    const value = new Value(kept, new Outcomes(this.#operations));
    this.#known.set(kept, value);
    return value;
  }
}

/** A byte string with characters of its own: a part of a text would keep the whole of it in memory, be it a request target with secrets in it. */
function detached(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
