import type { Target } from '../compile/targets.ts';
import type { State } from '../variables/state.ts';
import type { Value } from '../variables/value.ts';

/** A member of a variable that a rule looks at. */
export interface Selected {
  readonly key: string;
  readonly value: Value;
}

const NONE: readonly Selected[] = [];

/** What targets select of one transaction; what cannot change within a phase is selected once a phase, what cannot change any more, once. */
export class Selections {
  readonly #state: State;
  #phase = 0;
  /** By target: of this phase, and what is known for good. */
  #known: (readonly Selected[] | undefined)[] = [];
  readonly #settled: (readonly Selected[] | undefined)[] = [];

  constructor(state: State) {
    this.#state = state;
  }

  beginPhase(phase: number): void {
    this.#phase = phase;
    this.#known = [];
  }

  of(applied: Target): readonly Selected[] {
    const target = this.#state.plain === undefined ? (applied.whole ?? applied) : applied;
    if (!target.stable) return this.#select(target);
    const memory = target.settledFrom <= this.#phase ? this.#settled : this.#known;
    const known = memory[target.index];
    if (known !== undefined) return known;
    const selected = this.#select(target);
    memory[target.index] = selected;
    return selected;
  }

  #select(target: Target): readonly Selected[] {
    const { values } = this.#state;
    const entries = target.select(this.#state);
    return entries.length === 0 ? NONE : entries.map(({ key, value, recurs }) => ({ key, value: values.of(value, recurs === true) }));
  }
}

/** How reports and `MATCHED_VAR_NAME` name a member: `ARGS:id`, `&ARGS`, `REQUEST_LINE`. */
export function selectedName(target: Target, key: string): string {
  if (target.count) return `&${target.variable}`;
  return key === '' ? target.variable : `${target.variable}:${key}`;
}
