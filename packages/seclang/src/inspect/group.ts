import type { Screened } from '../variables/screen.ts';
import type { Chain, Value, Values } from '../variables/value.ts';
import { distinct } from './distinct.ts';
import { addStages } from './stages.ts';
import { Summary } from './summary.ts';

/** What transformations make of a group, and the next such result of the same group. */
interface Outcome {
  readonly key: number;
  readonly summary: Screened;
  values: readonly Value[] | undefined;
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

  /** What its values have in common after transformations; with `multiMatch`, also on the way there. */
  summaryAfter(chain: Chain, multiMatch: boolean, values: Values): Screened {
    return chain.leaves(this.summary.bits) ? this.summary : this.#outcome(chain, multiMatch, values).summary;
  }

  valuesAfter(chain: Chain, multiMatch: boolean, values: Values): readonly Value[] {
    if (chain.leaves(this.summary.bits)) return this.values;
    const outcome = this.#outcome(chain, multiMatch, values);
    outcome.values ??= this.#transformed(chain, multiMatch, values);
    return outcome.values;
  }

  #outcome(chain: Chain, multiMatch: boolean, values: Values): Outcome {
    const key = 2 * chain.index + (multiMatch ? 1 : 0);
    for (let known = this.#outcomes; known !== undefined; known = known.next) if (known.key === key) return known;
    const transformed = chain.leavesButCase(this.summary.bits) ? undefined : this.#transformed(chain, multiMatch, values);
    const summary = transformed === undefined ? Summary.recased(this.summary) : Summary.of(transformed);
    const outcome = { key, summary, values: transformed, next: this.#outcomes };
    this.#outcomes = outcome;
    return outcome;
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
