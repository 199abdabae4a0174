import type { Scope, TargetSet } from '../compile/scopes.ts';
import type { Screened } from '../variables/screen.ts';
import type { State } from '../variables/state.ts';
import type { Selections } from './selections.ts';
import { NOTHING, Summary } from './summary.ts';
import type { Findings, Tables } from './tables.ts';

/** What rules look at as a whole: what all values of a scope have in common. */
export class Summaries {
  readonly #state: State;
  readonly #selections: Selections;
  readonly #tables: Tables;
  #phase = 0;

  constructor(state: State, selections: Selections, tables: Tables) {
    this.#state = state;
    this.#selections = selections;
    this.#tables = tables;
  }

  beginPhase(phase: number): void {
    this.#phase = phase;
  }

  /** What the values of a scope have in common; `NOTHING` where there is none in this phase. */
  of(applied: Scope): Screened {
    const scope = sharedScope(applied, this.#state);
    const { scopes } = this.#findings(scope);
    const known = scopes.get(scope.index);
    if (known !== undefined) return known;
    const summary = Summary.after(scope.transformations, this.#ofSet(scope.set));
    scopes.fill(scope.index, summary);
    return summary;
  }

  #findings({ settledFrom }: Scope | TargetSet): Findings {
    return settledFrom <= this.#phase ? this.#tables.settled : this.#tables.now;
  }

  /** Of the values before any transformation. */
  #ofSet(set: TargetSet): Screened {
    const { sets } = this.#findings(set);
    const known = sets.get(set.index);
    if (known !== undefined) return known;
    let summary = NOTHING;
    for (const target of set.targets) summary = Summary.joined(summary, this.#selections.of(target).summary);
    sets.fill(set.index, summary);
    return summary;
  }
}

/** Where no value is known to be plain, what leaves out plain values and what does not is the same, and is found once. */
export function sharedScope(scope: Scope, { plain }: State): Scope {
  return plain === undefined ? (scope.whole ?? scope) : scope;
}
