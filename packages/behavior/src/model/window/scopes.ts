import type { Baseline } from '../baseline.ts';

/** Index of what is not known yet: nothing is learned of it. */
const UNKNOWN = 0;
const SHARED = 1;
const NAME_OF_SHARED = '*';

/** What is compared with each other: an API, an operation, a class of callers. Each has a baseline for each window, and there is one of all together, which those above some number share. */
export class Scopes {
  readonly #most: number;
  readonly #spans: number;
  readonly #create: () => Baseline;
  readonly #indexes = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #baselines: Baseline[] = [];

  constructor(most: number, spans: number, create: () => Baseline) {
    this.#most = most;
    this.#spans = spans;
    this.#create = create;
    for (const name of ['', NAME_OF_SHARED]) this.index(name);
  }

  index(name: string): number {
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    if (this.#names.length >= this.#most + SHARED) return SHARED;
    const index = this.#names.length;
    this.#indexes.set(name, index);
    this.#names.push(name);
    for (let span = 0; span < this.#spans; span++) this.#baselines.push(this.#create());
    return index;
  }

  /** The index of a name that is there; that of nothing else. */
  known(name: string): number {
    return this.#indexes.get(name) ?? UNKNOWN;
  }

  /** Undefined where nothing is known of the index. */
  baseline(index: number, span: number): Baseline | undefined {
    return index === UNKNOWN ? undefined : this.#baselines[index * this.#spans + span];
  }

  /** What is known of all that is compared, together. */
  pooled(span: number): Baseline | undefined {
    return this.baseline(SHARED, span);
  }

  /** By index. */
  get names(): readonly string[] {
    return this.#names;
  }

  save(): readonly (readonly [name: string, baselines: readonly unknown[]])[] {
    return this.#names.flatMap((name, index) => {
      const baselines = this.#baselines.slice(index * this.#spans, (index + 1) * this.#spans);
      return baselines.some(({ observations }) => observations > 0) ? [[name, baselines.map((each) => each.save())] as const] : [];
    });
  }

  merge(saved: readonly (readonly [name: string, baselines: readonly unknown[]])[]): void {
    for (const [name, baselines] of saved) {
      if (baselines.length !== this.#spans)
        throw new Error(`${name}: baselines of ${this.#spans} windows expected, ${baselines.length} found`);
      const index = this.index(name);
      for (const [span, baseline] of baselines.entries()) this.baseline(index, span)?.merge(baseline);
    }
  }
}
