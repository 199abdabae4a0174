import type { Baseline } from '../baseline.ts';
import { type ScopeNames, SHARED, UNKNOWN } from './scope-names.ts';

/** What is usual of what is compared with each other: a baseline for each window of each scope, made when something is learned of it, and one of all together. */
export class Scopes {
  readonly names: ScopeNames;
  readonly #spans: number;
  readonly #create: () => Baseline;
  readonly #baselines = new Map<number, Baseline>();

  constructor(names: ScopeNames, spans: number, create: () => Baseline) {
    this.names = names;
    this.#spans = spans;
    this.#create = create;
    names.onForgotten((index) => {
      for (let span = 0; span < spans; span++) this.#baselines.delete(index * spans + span);
    });
    // What is assumed before anything is known.
    for (let span = 0; span < spans; span++) this.learnable(SHARED, span);
  }

  /** Undefined where nothing is known of the scope of that number. */
  baseline(index: number, span: number): Baseline | undefined {
    return this.#baselines.get(index * this.#spans + span);
  }

  /** The one to learn in; undefined where nothing is to be learned of the number. */
  learnable(index: number, span: number): Baseline | undefined {
    if (index === UNKNOWN || this.names.isForgotten(index)) return undefined;
    const at = index * this.#spans + span;
    const known = this.#baselines.get(at);
    if (known !== undefined) return known;
    const made = this.#create();
    this.#baselines.set(at, made);
    return made;
  }

  /** What is known of all that is compared, together. */
  pooled(span: number): Baseline | undefined {
    return this.baseline(SHARED, span);
  }

  save(): readonly (readonly [name: string, baselines: readonly unknown[]])[] {
    return [...this.names.entries()].flatMap(([name, index]) => {
      const baselines = Array.from({ length: this.#spans }, (_, span) => this.baseline(index, span));
      const isKnown = baselines.some((each) => each !== undefined && each.observations > 0);
      return isKnown ? [[name, baselines.map((each) => each?.save() ?? null)] as const] : [];
    });
  }

  merge(saved: readonly (readonly [name: string, baselines: readonly unknown[]])[]): void {
    for (const [name, baselines] of saved) {
      if (baselines.length !== this.#spans)
        throw new Error(`${name}: baselines of ${this.#spans} windows expected, ${baselines.length} found`);
      const index = this.names.index(name);
      for (const [span, baseline] of baselines.entries()) if (baseline !== null) this.learnable(index, span)?.merge(baseline);
    }
  }
}
