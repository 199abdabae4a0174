import type { Operation } from '../compile/program.ts';
import type { Scope, TargetSet } from '../compile/scopes.ts';
import type { Evaluate } from '../operators/operator.ts';
import { mayMatch, type Screened } from '../variables/screen.ts';
import type { State } from '../variables/state.ts';
import { judgeValue } from './judge-value.ts';
import type { Selections } from './selections.ts';
import { NOTHING, Summary } from './summary.ts';
import type { Findings, Tables } from './tables.ts';

/** With fewer values, a rule that matches would be judged twice for little. */
const FEW_VALUES = 3;

/** What rules look at as a whole: what all values of a scope have in common, and each distinct one once, wherever it stands. */
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
    const scope = this.#sharedScope(applied);
    const { scopes } = this.#findings(scope);
    const known = scopes.get(scope.index);
    if (known !== undefined) return known;
    const summary = Summary.after(scope.transformations, this.#ofSet(scope.set));
    scopes.fill(scope.index, summary);
    return summary;
  }

  /** Whether an operator accepts a value of the scope; true where that is not worth knowing ahead. Nothing is noted that a match would need. */
  mayAccept(applied: Scope, operation: Operation, evaluate: Evaluate): boolean {
    const { set, transformations, multiMatch } = this.#sharedScope(applied);
    const { screen, negated } = operation;
    const { values, scan } = this.#state;
    let count = 0;
    for (const target of set.targets) count += this.#selections.of(target).values.length;
    if (count < FEW_VALUES) return true;
    for (const target of set.targets) {
      for (const group of this.#selections.of(target).groups) {
        if (screen !== undefined && !negated && !mayMatch(screen, 0, Summary.after(transformations, group.summary), scan)) continue;
        for (const value of group.valuesAfter(transformations, multiMatch, values)) {
          if ((judgeValue(operation, evaluate, value, scan) !== undefined) !== negated) return true;
        }
      }
    }
    return false;
  }

  /** Where no value is known to be plain, what leaves out plain values and what does not is the same, and is found once. */
  #sharedScope(scope: Scope): Scope {
    return this.#state.plain === undefined ? (scope.whole ?? scope) : scope;
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
