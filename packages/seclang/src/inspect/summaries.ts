import type { Link } from '../compile/program.ts';
import type { Scope } from '../compile/scopes.ts';
import type { State } from '../variables/state.ts';
import type { Value } from '../variables/value.ts';
import type { Selections } from './selected.ts';
import { stages } from './stages.ts';

/** What holds of all values of a scope together: none is longer, none has other bytes, none holds a literal of another list. */
interface Summary {
  readonly values: readonly Value[];
  readonly maxBytes: number;
  /** Bits of `HAS`. */
  readonly bits: number;
  /** Made when a screen first asks for it. */
  lists: Uint32Array | undefined;
}

const NO_VALUES: Summary = { values: [], maxBytes: 0, bits: 0, lists: undefined };

/** Tells from what all values of a scope have in common that a rule cannot match any of them, so that none has to be looked at. */
export class Summaries {
  readonly #state: State;
  readonly #selections: Selections;
  #known: (Summary | undefined)[] = [];

  constructor(state: State, selections: Selections) {
    this.#state = state;
    this.#selections = selections;
  }

  beginPhase(): void {
    this.#known = [];
  }

  /** False only when the link cannot match in this phase, whatever rules do until it runs. */
  mayMatch({ scope, operation, earlyTest }: Link): boolean {
    if (scope === undefined || operation === undefined) return earlyTest === undefined || earlyTest(this.#state);
    const summary = this.#known[scope.index] ?? this.#summarise(scope);
    if (summary === NO_VALUES) return false;
    const { screen } = operation;
    if (screen === undefined || operation.negated) return true;
    if (summary.maxBytes < screen.minBytes) return false;
    const { classes, lists } = screen;
    for (let index = 0; index < classes.length; index++) if (((classes[index] as number) & summary.bits) === 0) return false;
    if (lists.length === 0) return true;
    const seen = (summary.lists ??= this.#unite(summary.values));
    for (let index = 0; index < lists.length; index++) {
      const list = lists[index] as number;
      if (((seen[list >> 5] as number) & (1 << (list & 31))) === 0) return false;
    }
    return true;
  }

  #summarise(scope: Scope): Summary {
    const values = this.#valuesOf(scope);
    let maxBytes = 0;
    let bits = 0;
    for (const { text, bits: own } of values) {
      if (text.length > maxBytes) maxBytes = text.length;
      bits |= own;
    }
    const summary = values.length === 0 ? NO_VALUES : { values, maxBytes, bits, lists: undefined };
    this.#known[scope.index] = summary;
    return summary;
  }

  #valuesOf({ targets, transformations, multiMatch }: Scope): readonly Value[] {
    const found: Value[] = [];
    const { values } = this.#state;
    for (const target of targets) {
      for (const { value } of this.#selections.of(target)) {
        if (multiMatch) found.push(...stages(value, transformations, values));
        else found.push(value.transformed(transformations, values));
      }
    }
    return found;
  }

  #unite(values: readonly Value[]): Uint32Array {
    const { scan } = this.#state;
    const [first, ...others] = values.map((value) => value.lists(scan));
    if (first === undefined || others.length === 0) return first ?? new Uint32Array();
    const united = first.slice();
    for (const lists of others) for (let word = 0; word < united.length; word++) united[word] = (united[word] as number) | (lists[word] as number);
    return united;
  }
}
