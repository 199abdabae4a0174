import type { Operation } from '../compile/program.ts';
import type { Scope, TargetSet } from '../compile/scopes.ts';
import type { Evaluate } from '../operators/operator.ts';
import { mayMatch, type Screened } from '../variables/screen.ts';
import type { State } from '../variables/state.ts';
import { judgeValue } from './judge-value.ts';
import type { Selection } from './selection.ts';
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
    const summary = this.#summarise(scope);
    scopes.fill(scope.index, summary);
    return summary;
  }

  /** Whether an operator accepts a value of the scope; true where that is not worth knowing ahead. Nothing is noted that a match would need. */
  mayAccept(applied: Scope, operation: Operation, evaluate: Evaluate): boolean {
    const { set, transformations, multiMatch } = this.#sharedScope(applied);
    const { values, scan } = this.#state;
    let count = 0;
    for (const target of set.targets) count += this.#selections.of(target).values.length;
    if (count < FEW_VALUES) return true;
    for (const target of set.targets) {
      for (const group of this.#selections.of(target).groups) {
        const { screen, negated } = operation;
        if (screen !== undefined && !negated && !mayMatch(screen, 0, group.summaryAfter(transformations, multiMatch, values), scan))
          continue;
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

  #summarise({ set, transformations, multiMatch }: Scope): Screened {
    const before = this.#ofSet(set);
    if (transformations.leaves(before.bits)) return before;
    if (transformations.leavesButCase(before.bits)) return Summary.recased(before);
    const { values } = this.#state;
    return this.#united(set, (selection) => selection.summaryAfter(transformations, multiMatch, values));
  }

  /** Of the values before any transformation. */
  #ofSet(set: TargetSet): Screened {
    const { sets } = this.#findings(set);
    const known = sets.get(set.index);
    if (known !== undefined) return known;
    const summary = this.#united(set, untouched);
    sets.fill(set.index, summary);
    return summary;
  }

  /** What all targets of a set have in common that select something. */
  #united({ targets }: TargetSet, summarise: (selection: Selection) => Screened): Screened {
    let first: Screened | undefined;
    let parts: Screened[] | undefined;
    for (const target of targets) {
      const selection = this.#selections.of(target);
      if (selection.values.length === 0) continue;
      const part = summarise(selection);
      if (first === undefined) first = part;
      else if (parts === undefined) parts = [first, part];
      else parts.push(part);
    }
    return parts === undefined ? (first ?? NOTHING) : Summary.of(parts);
  }
}

function untouched({ summary }: Selection): Screened {
  return summary;
}
