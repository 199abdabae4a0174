import type { Chain } from '../variables/value.ts';
import type { Target } from './targets.ts';

/** All that a rule looks at: its targets, after its transformations. Rules that look at the same share it. */
export interface Scope {
  readonly index: number;
  readonly targets: readonly Target[];
  readonly transformations: Chain;
  /** What each transformation makes of a value counts, not the last result alone. */
  readonly multiMatch: boolean;
  /** The phase from whose beginning on it holds the same for good. */
  readonly settledFrom: number;
}

/** Makes scopes, each distinct one once. */
export class ScopeFactory {
  readonly #known = new Map<string, Scope>();

  /** Undefined when a target may change while a phase runs, so that nothing can be said of it ahead. */
  scope(targets: readonly Target[], transformations: Chain, multiMatch: boolean): Scope | undefined {
    if (!targets.every(({ stable }) => stable)) return undefined;
    const places = targets.map(({ index }) => index).sort((a, b) => a - b);
    const identity = `${multiMatch ? 'each' : 'last'} ${transformations.index}: ${places.join(' ')}`;
    const known = this.#known.get(identity);
    if (known !== undefined) return known;
    const scope = {
      index: this.#known.size,
      targets,
      transformations,
      multiMatch,
      settledFrom: Math.max(...targets.map((target) => target.settledFrom)),
    };
    this.#known.set(identity, scope);
    return scope;
  }
}
