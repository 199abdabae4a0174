import type { Entry } from '../variables/entry.ts';
import type { State } from '../variables/state.ts';
import type { Rule } from './program.ts';

/** Shorter runs of rules are not worth a look at what they depend on. */
const FEWEST_RULES = 8;
/** Outcomes kept, and the longest text of what one depends on. */
const MOST_OUTCOMES = 16;
const LONGEST_INPUT = 1024;

/**
 * A run of rules that do nothing but set variables of TX by what other variables of TX are, as those do that give settings their defaults. What
 * comes out depends on what is in TX alone, so it is learned from the first transactions.
 */
export class Preamble {
  /** Places in the phase: the first rule, and the one behind the last. */
  readonly from: number;
  readonly until: number;
  readonly #rules: readonly Rule[];
  /** The variables that the rules look at, and those that they write. */
  readonly #concerned: ReadonlySet<string>;
  readonly #written: readonly string[];
  readonly #outcomes = new Map<string, readonly (readonly [key: string, entry: Entry])[]>();

  private constructor(phase: readonly Rule[], from: number, until: number) {
    this.from = from;
    this.until = until;
    this.#rules = phase.slice(from, until);
    const effects = this.#rules.flatMap(({ first }) => first.effects);
    this.#written = [...new Set(effects.flatMap(({ writes }) => writes?.text ?? []))];
    const gates = this.#rules.flatMap(({ first }) => first.gate?.key ?? []);
    this.#concerned = new Set([...gates, ...this.#written, ...effects.flatMap(({ reads }) => reads ?? [])]);
  }

  /** The longest one of a phase that begins at that place or before it. */
  static of(phase: readonly Rule[], latest: number): Preamble | undefined {
    let best = { from: 0, until: 0 };
    let from = 0;
    for (let place = 0; place <= phase.length && from <= latest; place++) {
      const rule = phase[place];
      if (rule !== undefined && dependsOnTxAlone(rule, place)) continue;
      if (place - from > best.until - best.from) best = { from, until: place };
      from = place + 1;
    }
    return best.until - best.from < FEWEST_RULES ? undefined : new Preamble(phase, best.from, best.until);
  }

  /** What the outcome depends on in a transaction; undefined where the rules do not apply as they are, or there is too much of it. */
  input({ tx, removed, exclusions }: State): string | undefined {
    if (removed !== undefined && this.#rules.some(({ index }) => removed[index] === 1)) return undefined;
    if (exclusions.some(({ variable, rules }) => variable === 'TX' && this.#rules.some(({ index }) => rules[index] === 1)))
      return undefined;
    let input = '';
    for (const [key, { value }] of tx.byKey()) {
      if (!this.#concerned.has(key)) continue;
      input += `${key} ${value.length} ${value}\n`;
      if (input.length > LONGEST_INPUT) return undefined;
    }
    return input;
  }

  /** Does what the rules would do; false where that is not known yet. */
  recall(input: string, { tx }: State): boolean {
    const outcome = this.#outcomes.get(input);
    if (outcome === undefined) return false;
    for (const [key, entry] of outcome) tx.put(key, entry);
    return true;
  }

  /** Takes note of what the rules made of that input. */
  learn(input: string, { tx }: State): void {
    if (this.#outcomes.size >= MOST_OUTCOMES) return;
    const entries = this.#written.map((key) => [key, tx.entry(key)] as const);
    this.#outcomes.set(
      input,
      entries.flatMap(([key, entry]) => (entry === undefined ? [] : [[key, entry] as const])),
    );
  }
}

function dependsOnTxAlone({ links, first, next }: Rule, place: number): boolean {
  if (links.length > 1 || first.capture || next !== place + 1) return false;
  if (first.operation !== undefined && first.gate === undefined) return false;
  return first.effects.every(({ writes, reads }) => writes?.isWhole === true && reads !== undefined);
}
