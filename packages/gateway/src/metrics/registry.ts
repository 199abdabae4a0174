import type { MetricDefinition } from './definition.ts';
import { Family } from './family.ts';
import type { ValueLimit } from './limits.ts';

/** Of one metric; more than a large configuration needs, and a bound on memory where something names series that should not. */
const MOST_SERIES = 10_000;

/** What was counted since the changes before: plain data for another process. */
export interface MetricChanges {
  readonly metric: string;
  /** Attribute values of series that are new, in the order of their numbers. */
  readonly added: readonly (readonly string[])[];
  /** Triples: number of the series, position in it, by how much it has grown. */
  readonly grown: readonly number[];
}

/** The metrics of one process. */
export class Registry {
  readonly #families = new Map<string, Family>();
  readonly #sent = new Map<Family, { series: number; numbers: Float64Array }>();
  readonly #limits: ReadonlyMap<string, ValueLimit>;

  /** `limits` by the name of an attribute: they hold for all metrics that have it. */
  constructor(definitions: readonly MetricDefinition[], limits: ReadonlyMap<string, ValueLimit> = new Map(), mostSeries = MOST_SERIES) {
    for (const definition of definitions) this.#families.set(definition.name, new Family(definition, mostSeries));
    this.#limits = limits;
  }

  get families(): Iterable<Family> {
    return this.#families.values();
  }

  get limits(): ReadonlyMap<string, ValueLimit> {
    return this.#limits;
  }

  find(name: string): Family | undefined {
    return this.#families.get(name);
  }

  /** @throws {Error} for a name that no definition has. */
  family(name: string): Family {
    const family = this.find(name);
    if (family === undefined) throw new Error(`no metric is called ${name}`);
    return family;
  }

  /** Within the limits of its attributes, so that the series of `_other` may be the one. */
  seriesIn(family: Family, values: readonly string[]): number {
    if (this.#limits.size === 0) return family.series(values);
    return family.series(values.map((value, index) => this.#limits.get(family.definition.attributes[index] ?? '')?.admit(value) ?? value));
  }

  /** What has changed since this was last asked; empty where nothing has. */
  takeChanges(): readonly MetricChanges[] {
    const changes: MetricChanges[] = [];
    for (const family of this.#families.values()) {
      const sent = this.#sent.get(family) ?? { series: 0, numbers: new Float64Array(0) };
      const numbers = family.numbers();
      const grown: number[] = [];
      for (let index = 0; index < numbers.length; index++) {
        const amount = (numbers[index] as number) - (sent.numbers[index] ?? 0);
        if (amount !== 0) grown.push(Math.floor(index / family.width), index % family.width, amount);
      }
      const added = Array.from({ length: family.size - sent.series }, (_, index) => family.attributesOf(sent.series + index));
      if (grown.length === 0 && added.length === 0) continue;
      if (sent.numbers.length === numbers.length) sent.numbers.set(numbers);
      else sent.numbers = numbers.slice();
      sent.series = family.size;
      this.#sent.set(family, sent);
      changes.push({ metric: family.definition.name, added, grown });
    }
    return changes;
  }
}
