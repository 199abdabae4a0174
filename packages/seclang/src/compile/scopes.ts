import type { Chain } from '../variables/chain.ts';
import type { Target } from './targets.ts';

/** The targets of a rule, in any order. Rules that have the same share it. */
export interface TargetSet {
  readonly index: number;
  readonly targets: readonly Target[];
  /** The phase from whose beginning on they select the same for good. */
  readonly settledFrom: number;
}

/** All that a rule looks at: its targets, after its transformations. Rules that look at the same share it. */
export interface Scope {
  readonly index: number;
  /** The same with values that are known to be plain; undefined where it leaves none out. */
  readonly whole: Scope | undefined;
  readonly set: TargetSet;
  readonly transformations: Chain;
  /** What each transformation makes of a value counts, not the last result alone. */
  readonly multiMatch: boolean;
  /** The phase from whose beginning on it holds the same for good. */
  readonly settledFrom: number;
}

/** Makes scopes, each distinct one once. */
export class ScopeFactory {
  readonly #sets = new Map<string, TargetSet>();
  readonly #scopes = new Map<string, Scope>();

  /** How many there are. */
  get size(): number {
    return this.#scopes.size;
  }

  /** How many sets of targets. */
  get sets(): number {
    return this.#sets.size;
  }

  /** Undefined when a target may change while a phase runs, so that nothing can be said of it ahead. */
  scope(targets: readonly Target[], transformations: Chain, multiMatch: boolean): Scope | undefined {
    if (!targets.every(({ stable }) => stable)) return undefined;
    const set = this.#set(targets);
    const identity = `${multiMatch ? 'each' : 'last'} ${transformations.index} ${set.index}`;
    const known = this.#scopes.get(identity);
    if (known !== undefined) return known;
    const leavesOut = targets.some((target) => target.whole !== undefined);
    const whole = leavesOut
      ? this.scope(
          targets.map((target) => target.whole ?? target),
          transformations,
          multiMatch,
        )
      : undefined;
    const scope = { index: this.#scopes.size, whole, set, transformations, multiMatch, settledFrom: set.settledFrom };
    this.#scopes.set(identity, scope);
    return scope;
  }

  #set(targets: readonly Target[]): TargetSet {
    const places = targets.map(({ index }) => index).sort((a, b) => a - b);
    const identity = places.join(' ');
    const known = this.#sets.get(identity);
    if (known !== undefined) return known;
    const set = { index: this.#sets.size, targets, settledFrom: Math.max(...targets.map(({ settledFrom }) => settledFrom)) };
    this.#sets.set(identity, set);
    return set;
  }
}
