import type { Scope, TargetSet } from '../compile/scopes.ts';
import type { Target } from '../compile/targets.ts';
import type { Screened } from '../variables/screen.ts';
import type { State } from '../variables/state.ts';
import type { Chain, Value } from '../variables/value.ts';
import type { Selections } from './selected.ts';
import { stages } from './stages.ts';
import { NOTHING, recased, summaryOf } from './summary.ts';

/** What all values of a scope have in common, so that rules which match none of them need not look at each. */
export class Summaries {
  readonly #state: State;
  readonly #selections: Selections;
  #phase = 0;
  /** Of this phase, and what is known for good. */
  #now = emptyMemory();
  readonly #settled = emptyMemory();

  constructor(state: State, selections: Selections) {
    this.#state = state;
    this.#selections = selections;
  }

  beginPhase(phase: number): void {
    this.#phase = phase;
    this.#now = emptyMemory();
  }

  /** `NOTHING` where there is no value to look at in this phase. */
  of(scope: Scope): Screened {
    const { scopes } = scope.settledFrom <= this.#phase ? this.#settled : this.#now;
    const known = scopes[scope.index];
    if (known !== undefined) return known;
    const summary = this.#summarise(scope);
    scopes[scope.index] = summary;
    return summary;
  }

  #summarise({ set, transformations, multiMatch }: Scope): Screened {
    const plain = this.#plainSet(set);
    if (transformations.leaves(plain.bits)) return plain;
    if (transformations.leavesButCase(plain.bits)) return recased(plain);
    const parts: Screened[] = [];
    for (const target of set.targets) {
      const part = this.#transformed(target, transformations, multiMatch);
      if (part !== NOTHING) parts.push(part);
    }
    return summaryOf(parts);
  }

  #plainSet({ index, settledFrom, targets }: TargetSet): Screened {
    const { sets } = settledFrom <= this.#phase ? this.#settled : this.#now;
    const known = sets[index];
    if (known !== undefined) return known;
    const parts: Screened[] = [];
    for (const target of targets) {
      const part = this.#plain(target);
      if (part !== NOTHING) parts.push(part);
    }
    const summary = summaryOf(parts);
    sets[index] = summary;
    return summary;
  }

  #plain(target: Target): Screened {
    const { targets } = target.settledFrom <= this.#phase ? this.#settled : this.#now;
    const known = targets[target.index];
    if (known !== undefined) return known;
    const summary = summaryOf(this.#selections.of(target).map(({ value }) => value));
    targets[target.index] = summary;
    return summary;
  }

  #transformed(target: Target, transformations: Chain, multiMatch: boolean): Screened {
    const plain = this.#plain(target);
    if (transformations.leaves(plain.bits)) return plain;
    const { values } = this.#state;
    const found: Value[] = [];
    for (const { value } of this.#selections.of(target)) {
      if (multiMatch) found.push(...stages(value, transformations, values));
      else found.push(value.transformed(transformations, values));
    }
    return summaryOf(found);
  }
}

interface Memory {
  readonly scopes: (Screened | undefined)[];
  readonly sets: (Screened | undefined)[];
  readonly targets: (Screened | undefined)[];
}

function emptyMemory(): Memory {
  return { scopes: [], sets: [], targets: [] };
}
