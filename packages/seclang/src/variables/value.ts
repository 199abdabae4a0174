import { fingerprint } from '../fingerprint.ts';
import type { Chain, Step } from './chain.ts';
import type { Outcomes } from './outcomes.ts';
import { sampleOf } from './sample.ts';
import { type Lists, type LiteralScanner, mayMatch, type Screen, type Screened } from './screen.ts';
import type { Slots } from './slots.ts';

/** What a step makes of a value, and the next such result of the same value. */
interface Derived {
  readonly step: number;
  readonly value: Value;
  readonly next: Derived | undefined;
}

/** A text of a transaction: what is known of it is found once, however many rules and variables it occurs in. */
export class Value implements Screened {
  readonly text: string;
  readonly bits: number;
  readonly maxBytes: number;
  /** For those who gather values, each once: the number of the gathering that has it. */
  mark = 0;
  /** What operators said of it, where it is remembered from transaction to transaction. */
  readonly outcomes: Outcomes | undefined;
  /** The same text in another case of letters, which has the same literals. */
  readonly #recased: Value | undefined;
  #lists: Lists | undefined = undefined;
  /** The few results of steps that change it. */
  #derived: Derived | undefined = undefined;

  constructor(text: string, outcomes?: Outcomes, recased?: Value) {
    this.text = text;
    this.outcomes = outcomes;
    this.maxBytes = text.length;
    this.bits = fingerprint(text);
    this.#recased = recased;
  }

  /** Whether an operator with this screen may match this text. */
  passes(screen: Screen, scan: LiteralScanner): boolean {
    return mayMatch(screen, 0, this, scan);
  }

  /** The lists of which this text holds a literal. */
  lists(scan: LiteralScanner): Lists {
    this.#lists ??= this.#recased === undefined ? scan(this.text) : this.#recased.lists(scan);
    return this.#lists;
  }

  /** This text after a list of transformations. */
  transformed(chain: Chain, values: Values): Value {
    return chain.leaves(this.bits) ? this : steppedThrough(this, chain.steps, values);
  }

  /** This text after one transformation. */
  stepped(step: Step, values: Values): Value {
    const { changes, recases } = step;
    const changesMore = changes === 'any' || (changes & this.bits) !== 0;
    if (!changesMore && (recases & this.bits) === 0) return this;
    for (let known = this.#derived; known !== undefined; known = known.next) if (known.step === step.index) return known.value;
    const text = step.apply(this.text);
    const value = text === this.text ? this : values.of(text, this.outcomes !== undefined, changesMore ? undefined : this);
    this.#derived = { step: step.index, value, next: this.#derived };
    return value;
  }
}

function steppedThrough(value: Value, steps: readonly Step[], values: Values): Value {
  let current = value;
  for (let index = 0; index < steps.length; index++) current = current.stepped(steps[index] as Step, values);
  return current;
}

/** Places in a table of texts, and how many of them a text may have; where all are taken it is not kept, and may be held for another one like it. */
export const TEXT_SLOTS = 1024;
const MOST_PLACES = 8;

/** The distinct texts of one transaction. */
export class Values {
  readonly #known: Slots<Value>;
  readonly #memory: { of(text: string): Value | undefined } | undefined;

  constructor(known: Slots<Value>, memory: { of(text: string): Value | undefined } | undefined) {
    this.#known = known;
    this.#memory = memory;
  }

  /** `recurs`: the text is one that may be remembered. `recased`: the same in another case of letters, where it was made of that. */
  of(text: string, recurs: boolean, recased?: Value): Value {
    const remembered = recurs ? this.#memory?.of(text) : undefined;
    if (remembered !== undefined) return remembered;
    const first = sampleOf(text) & (TEXT_SLOTS - 1);
    for (let place = first; place < first + MOST_PLACES; place++) {
      const known = this.#known.get(place % TEXT_SLOTS);
      if (known === undefined) {
        const value = new Value(text, undefined, recased);
        this.#known.fill(place % TEXT_SLOTS, value);
        return value;
      }
      if (known.text === text) return known;
    }
    return new Value(text, undefined, recased);
  }
}
