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
  #phase = 0;
  /** By scope, and by target as it stands: of this phase, and what is known for good. */
  #byScope: (Summary | undefined)[] = [];
  #byTarget: (Summary | undefined)[] = [];
  readonly #settledScopes: (Summary | undefined)[] = [];
  readonly #settledTargets: (Summary | undefined)[] = [];

  constructor(state: State, selections: Selections) {
    this.#state = state;
    this.#selections = selections;
  }

  beginPhase(phase: number): void {
    this.#phase = phase;
    this.#byScope = [];
    this.#byTarget = [];
  }

  /** False only when the link cannot match in this phase, whatever rules do until it runs. */
  mayMatch({ scope, operation, gate }: Link): boolean {
    if (scope === undefined || operation === undefined) return gate === undefined || gate.opens(this.#state.tx.entry(gate.key)?.value);
    const memory = scope.settledFrom <= this.#phase ? this.#settledScopes : this.#byScope;
    const summary = memory[scope.index] ?? this.#summarise(scope, memory);
    if (summary === NOTHING) return false;
    const { screen } = operation;
    if (screen === undefined || operation.negated) return true;
    return summary.passes(screen, this.#state.scan);
  }

  #summarise({ index, targets, transformations, multiMatch }: Scope, memory: (Summary | undefined)[]): Summary {
    const parts: Summary[] = [];
    for (const target of targets) {
      const part = this.#transformed(target, transformations, multiMatch);
      if (part !== NOTHING) parts.push(part);
    }
    const summary = united(parts);
    memory[index] = summary;
    return summary;
  }

  #transformed(target: Target, transformations: Chain, multiMatch: boolean): Summary {
    const plain = this.#plain(target);
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
    const memory = target.settledFrom <= this.#phase ? this.#settledTargets : this.#byTarget;
    const known = memory[target.index];
    if (known !== undefined) return known;
    const summary = summaryOf(this.#selections.of(target).map(({ value }) => value));
    memory[target.index] = summary;
    return summary;
  }
}
