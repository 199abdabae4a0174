import type { Chain } from '../variables/chain.ts';
import type { Screened } from '../variables/screen.ts';
import type { Value, Values } from '../variables/value.ts';
import { distinct } from './distinct.ts';
import { addStages } from './stages.ts';
import { Summary } from './summary.ts';

/** The values that transformations make of those of a group, and the next such result of the same group. */
interface Outcome {
  readonly key: number;
  readonly values: readonly Value[];
  readonly next: Outcome | undefined;
}

/** Distinct values that are looked at as one: what transformations do to them is decided for all together where their bytes allow it. */
export class Group {
  readonly summary: Screened;
  readonly values: readonly Value[];
  #outcomes: Outcome | undefined = undefined;

  constructor(values: readonly Value[]) {
    this.values = values;
    this.summary = Summary.of(values);
  }

  /** The distinct values after transformations; with `multiMatch`, also on the way there. */
  valuesAfter(chain: Chain, multiMatch: boolean, values: Values): readonly Value[] {
    if (chain.leaves(this.summary.bits)) return this.values;
    const key = 2 * chain.index + (multiMatch ? 1 : 0);
    for (let known = this.#outcomes; known !== undefined; known = known.next) if (known.key === key) return known.values;
    const transformed = this.#transformed(chain, multiMatch, values);
    this.#outcomes = { key, values: transformed, next: this.#outcomes };
    return transformed;
  }

  #transformed(chain: Chain, multiMatch: boolean, values: Values): readonly Value[] {
    const found: Value[] = [];
    for (let index = 0; index < this.values.length; index++) {
      const value = this.values[index] as Value;
      if (multiMatch) addStages(value, chain, values, found);
      else found.push(value.transformed(chain, values));
    }
    return distinct(found);
  }
}
