import type { Family } from './family.ts';
import type { MetricChanges, Registry } from './registry.ts';

const PROCESS = 'airside.process';

/** Takes what one other process has counted into a registry, and takes back what no longer holds once that process has ended. */
export class MergedSource {
  readonly #target: Registry;
  readonly #process: string;
  readonly #series = new Map<Family, number[]>();
  /** What this process has added to metrics that may fall. */
  readonly #standing = new Map<Family, Map<number, number>>();

  /** `process` is the value of `airside.process` in what comes from there. */
  constructor(target: Registry, process: string) {
    this.#target = target;
    this.#process = process;
  }

  accept(changes: readonly MetricChanges[]): void {
    for (const { metric, added, grown } of changes) {
      const family = this.#target.find(metric);
      // A process that was started after an update on disk may count what this one does not know.
      if (family === undefined) continue;
      const own = family.definition.attributes.indexOf(PROCESS);
      const series = this.#series.get(family) ?? [];
      this.#series.set(family, series);
      for (const values of added) series.push(this.#target.seriesIn(family, own === -1 ? values : values.with(own, this.#process)));
      for (let index = 0; index + 2 < grown.length; index += 3) {
        const into = series[grown[index] as number];
        if (into !== undefined) this.#grow(family, into, grown[index + 1] as number, grown[index + 2] as number);
      }
    }
  }

  /** The process has ended: what it had under way is over. What it had counted stays. */
  end(): void {
    for (const [family, amounts] of this.#standing) for (const [series, amount] of amounts) family.add(series, -amount);
    this.#standing.clear();
  }

  #grow(family: Family, series: number, position: number, amount: number): void {
    family.addAt(series, position, amount);
    const { kind } = family.definition;
    if (kind === 'counter' || kind === 'histogram') return;
    const amounts = this.#standing.get(family) ?? new Map<number, number>();
    this.#standing.set(family, amounts);
    amounts.set(series, (amounts.get(series) ?? 0) + amount);
  }
}
