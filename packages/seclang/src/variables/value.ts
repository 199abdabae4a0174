import { fingerprint, withBothCases } from '../fingerprint.ts';
import type { Transformation } from '../transformations/transformation.ts';
import type { Outcomes } from './outcomes.ts';
import { type Lists, type LiteralScanner, mayMatch, type Screen } from './screen.ts';

/** A transformation with its number in the rule set, by which its results are kept. */
export interface Step {
  readonly index: number;
  readonly apply: Transformation['apply'];
  readonly changes: Transformation['changes'];
  readonly recases: number;
}

/** A list of transformations that rules share. */
export class Chain {
  readonly index: number;
  readonly steps: readonly Step[];
  /** What the steps change together, as bits of `HAS`; undefined where a step changes any value. */
  readonly #changes: number | undefined;
  /** The same without what changes only the case of ASCII letters. */
  readonly #changesMore: number | undefined;

  constructor(index: number, steps: readonly Step[]) {
    this.index = index;
    this.steps = steps;
    this.#changesMore = changesOf(steps);
    const recases = steps.reduce((all, step) => all | step.recases, 0);
    this.#changes = this.#changesMore === undefined ? undefined : this.#changesMore | recases;
  }

  /** Whether values with no other bytes than these stay as they are: what the first step leaves comes to the second as it was. */
  leaves(bits: number): boolean {
    return this.#changes !== undefined && (this.#changes & bits) === 0;
  }

  /** Whether values with no other bytes than these stay as they are but for the case of ASCII letters. */
  leavesButCase(bits: number): boolean {
    return this.#changesMore !== undefined && (this.#changesMore & withBothCases(bits)) === 0;
  }
}

function changesOf(steps: readonly Step[]): number | undefined {
  let all = 0;
  for (const { changes } of steps) {
    if (changes === 'any') return undefined;
    all |= changes;
  }
  return all;
}

/** A text of a transaction: what is known of it is found once, however many rules and variables it occurs in. */
export class Value {
  readonly text: string;
  readonly bits: number;
  readonly maxBytes: number;
  /** For those who gather values, each once: the number of the gathering that has it. */
  mark = 0;
  #byStep: (Value | undefined)[] | undefined = undefined;
  #byChain: (Value | undefined)[] | undefined = undefined;
  /** Shared with what the text is in another case of letters, which has the same literals. */
  #literals: { lists: Lists | undefined } = { lists: undefined };
  /** What operators said of it, where it is remembered from transaction to transaction. */
  readonly outcomes: Outcomes | undefined;

  constructor(text: string, outcomes?: Outcomes) {
    this.text = text;
    this.outcomes = outcomes;
    this.maxBytes = text.length;
    this.bits = fingerprint(text);
  }

  /** Whether an operator with this screen may match this text. */
  passes(screen: Screen, scan: LiteralScanner): boolean {
    return mayMatch(screen, 0, this, scan);
  }

  /** The lists of which this text holds a literal. */
  lists(scan: LiteralScanner): Lists {
    this.#literals.lists ??= scan(this.text);
    return this.#literals.lists;
  }

  /** This text after a list of transformations. */
  transformed(chain: Chain, values: Values): Value {
    if (chain.leaves(this.bits)) return this;
    this.#byChain ??= [];
    const known = this.#byChain[chain.index];
    if (known !== undefined) return known;
    const result = steppedThrough(this, chain.steps, values);
    this.#byChain[chain.index] = result;
    return result;
  }

  /** This text after one transformation. */
  stepped(step: Step, values: Values): Value {
    const { changes, recases } = step;
    const changesMore = changes === 'any' || (changes & this.bits) !== 0;
    if (!changesMore && (recases & this.bits) === 0) return this;
    this.#byStep ??= [];
    const known = this.#byStep[step.index];
    if (known !== undefined) return known;
    const text = step.apply(this.text);
    const result = text === this.text ? this : values.of(text, this.outcomes !== undefined);
    if (!changesMore && result.#literals.lists === undefined) result.#literals = this.#literals;
    this.#byStep[step.index] = result;
    return result;
  }
}

function steppedThrough(value: Value, steps: readonly Step[], values: Values): Value {
  let current = value;
  for (let index = 0; index < steps.length; index++) current = current.stepped(steps[index] as Step, values);
  return current;
}

/** Longer texts, of which there are few, are compared: lengths differ as a rule, and a comparison costs less than the hash of a map's key. */
const LONG_BYTES = 1024;
const MOST_LONG = 64;

/** The distinct texts of one transaction. */
export class Values {
  readonly #known = new Map<string, Value>();
  readonly #long: Value[] = [];
  readonly #memory: { of(text: string): Value } | undefined;

  constructor(memory: { of(text: string): Value } | undefined) {
    this.#memory = memory;
  }

  of(text: string, recurs: boolean): Value {
    if (text.length > LONG_BYTES) return this.#ofLong(text);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const value = recurs && this.#memory !== undefined ? this.#memory.of(text) : new Value(text);
    this.#known.set(text, value);
    return value;
  }

  #ofLong(text: string): Value {
    const known = this.#long.find((value) => value.text === text);
    if (known !== undefined) return known;
    const value = new Value(text);
    if (this.#long.length < MOST_LONG) this.#long.push(value);
    return value;
  }
}
