import type { Matched } from '../operators/operator.ts';

const REJECTED = 1;
const ACCEPTED = 2;
/** Beside one of the other two. */
const FRUITLESS = 4;

/** What operators said of a value, by the number of the operation: a byte each, and the few matches. */
export class Outcomes {
  readonly #verdicts: Uint8Array;
  #matches: Map<number, Matched> | undefined;

  constructor(operations: number) {
    this.#verdicts = new Uint8Array(operations);
  }

  /** Undefined where the operator has not been asked yet; null where it does not accept the value. */
  of(operation: number): Matched | null | undefined {
    const verdict = (this.#verdicts[operation] as number) & ~FRUITLESS;
    if (verdict === REJECTED) return null;
    return verdict === ACCEPTED ? this.#matches?.get(operation) : undefined;
  }

  note(operation: number, matched: Matched | undefined): void {
    this.#verdicts[operation] = ((this.#verdicts[operation] as number) & FRUITLESS) | (matched === undefined ? REJECTED : ACCEPTED);
    if (matched === undefined) return;
    this.#matches ??= new Map();
    this.#matches.set(operation, matched);
  }

  /** Whether the rule with that operation is known to match nothing of what its transformations make of the value. */
  isFruitless(operation: number): boolean {
    return ((this.#verdicts[operation] as number) & FRUITLESS) !== 0;
  }

  noteFruitless(operation: number): void {
    this.#verdicts[operation] = (this.#verdicts[operation] as number) | FRUITLESS;
  }
}
