import type { Scope, TargetSet } from '../compile/scopes.ts';
import type { Target } from '../compile/targets.ts';
import type { Screened } from '../variables/screen.ts';
import type { State } from '../variables/state.ts';
import type { Value } from '../variables/value.ts';
import type { Selections } from './selected.ts';
import { stages } from './stages.ts';
import { NOTHING, recased, summaryOf } from './summary.ts';

/** What rules look at as a whole: what all values of a scope have in common, and each distinct one once, wherever it stands. */
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

  /** What the values of a scope have in common; `NOTHING` where there is none in this phase. */
  of(applied: Scope): Screened {
    const scope = this.#sharedScope(applied);
    const { scopes } = scope.settledFrom <= this.#phase ? this.#settled : this.#now;
    const known = scopes[scope.index];
    if (known !== undefined) return known;
    const summary = this.#summarise(scope);
    scopes[scope.index] = summary;
    return summary;
  }

  /** The distinct values of a scope, in no order. */
  valuesOf(applied: Scope): readonly Value[] {
    const scope = this.#sharedScope(applied);
    const { scopeValues } = scope.settledFrom <= this.#phase ? this.#settled : this.#now;
    const known = scopeValues[scope.index];
    if (known !== undefined) return known;
    const values = this.#transformed(scope);
    scopeValues[scope.index] = values;
    return values;
  }

  /** Where no value is known to be plain, what leaves out plain values and what does not is the same, and is found once. */
  #sharedScope(scope: Scope): Scope {
    return this.#state.plain === undefined ? (scope.whole ?? scope) : scope;
  }

  #summarise(scope: Scope): Screened {
    const { set, transformations } = scope;
    const plain = this.#plainSet(set);
    if (transformations.leaves(plain.bits)) return plain;
    return transformations.leavesButCase(plain.bits) ? recased(plain) : summaryOf(this.valuesOf(scope));
  }

  #transformed({ set, transformations, multiMatch }: Scope): readonly Value[] {
    const plain = this.#plainValues(set);
    if (transformations.leaves(this.#plainSet(set).bits)) return plain;
    const { values } = this.#state;
    const found: Value[] = [];
    const mark = ++lastMark;
    for (const value of plain) {
      if (transformations.leaves(value.bits)) addOnce(value, mark, found);
      else if (multiMatch) for (const stage of stages(value, transformations, values)) addOnce(stage, mark, found);
      else addOnce(value.transformed(transformations, values), mark, found);
    }
    return found;
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

  #plainValues({ index, settledFrom, targets }: TargetSet): readonly Value[] {
    const { setValues } = settledFrom <= this.#phase ? this.#settled : this.#now;
    const known = setValues[index];
    if (known !== undefined) return known;
    const found: Value[] = [];
    const mark = ++lastMark;
    for (const target of targets) for (const { value } of this.#selections.of(target)) addOnce(value, mark, found);
    setValues[index] = found;
    return found;
  }
}

/** Marks the values that a list of distinct ones has already. Never used twice: a value that is remembered keeps its mark. */
let lastMark = 0;

function addOnce(value: Value, mark: number, found: Value[]): void {
  if (value.mark === mark) return;
  value.mark = mark;
  found.push(value);
}

interface Memory {
  readonly scopes: (Screened | undefined)[];
  readonly scopeValues: (readonly Value[] | undefined)[];
  readonly sets: (Screened | undefined)[];
  readonly setValues: (readonly Value[] | undefined)[];
  readonly targets: (Screened | undefined)[];
}

function emptyMemory(): Memory {
  return { scopes: [], scopeValues: [], sets: [], setValues: [], targets: [] };
}
