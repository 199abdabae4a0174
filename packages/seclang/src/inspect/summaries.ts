import type { Link } from '../compile/program.ts';
import type { Scope } from '../compile/scopes.ts';
import type { Target } from '../compile/targets.ts';
import type { State } from '../variables/state.ts';
import type { Chain, Value } from '../variables/value.ts';
import type { Selections } from './selected.ts';
import { stages } from './stages.ts';
import { NOTHING, type Summary, summaryOf, united } from './summary.ts';

/** Tells from what all values of a scope have in common that a rule cannot match any of them, so that none has to be looked at. */
export class Summaries {
  readonly #state: State;
  readonly #selections: Selections;
  /** By scope, and by target as it stands. */
  #byScope: (Summary | undefined)[] = [];
  #byTarget: (Summary | undefined)[] = [];

  constructor(state: State, selections: Selections) {
    this.#state = state;
    this.#selections = selections;
  }

  beginPhase(): void {
    this.#byScope = [];
    this.#byTarget = [];
  }

  /** False only when the link cannot match in this phase, whatever rules do until it runs. */
  mayMatch({ scope, operation, earlyTest }: Link): boolean {
    if (scope === undefined || operation === undefined) return earlyTest === undefined || earlyTest(this.#state);
    const summary = this.#byScope[scope.index] ?? this.#summarise(scope);
    if (summary === NOTHING) return false;
    const { screen } = operation;
    if (screen === undefined || operation.negated) return true;
    return summary.passes(screen, this.#state.scan);
  }

  #summarise({ index, targets, transformations, multiMatch }: Scope): Summary {
    const parts: Summary[] = [];
    for (const target of targets) {
      const part = this.#transformed(target, transformations, multiMatch);
      if (part !== NOTHING) parts.push(part);
    }
    const summary = united(parts);
    this.#byScope[index] = summary;
    return summary;
  }

  #transformed(target: Target, transformations: Chain, multiMatch: boolean): Summary {
    const plain = this.#byTarget[target.index] ?? this.#plain(target);
    if (transformations.leaves(plain.bits)) return plain;
    const { values } = this.#state;
    const selected = this.#selections.of(target);
    const found: Value[] = [];
    for (const { value } of selected) {
      if (multiMatch) found.push(...stages(value, transformations, values));
      else found.push(value.transformed(transformations, values));
    }
    return summaryOf(found);
  }

  #plain(target: Target): Summary {
    const summary = summaryOf(this.#selections.of(target).map(({ value }) => value));
    this.#byTarget[target.index] = summary;
    return summary;
  }
}
