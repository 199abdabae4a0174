import { suggestion } from '../language/suggestion.ts';
import type { Transformation } from '../transformations/transformation.ts';
import { ANY_KIND, Chain, type Step } from '../variables/chain.ts';

/** Lists of transformations, each distinct one once, so that rules share what they make of a value. */
export class ChainFactory {
  readonly #transformations: ReadonlyMap<string, Transformation>;
  readonly #trustFingerprints: boolean;
  readonly #steps = new Map<string, Step>();
  readonly #chains = new Map<string, Chain>();

  /** Without `trustFingerprints` every transformation counts as one that may change any value. */
  constructor(transformations: ReadonlyMap<string, Transformation>, trustFingerprints: boolean) {
    this.#transformations = transformations;
    this.#trustFingerprints = trustFingerprints;
  }

  /** Throws an Error that names a transformation nobody knows. */
  chain(names: readonly string[]): Chain {
    const steps = names.map((name) => this.#step(name));
    const identity = steps.map(({ index }) => index).join(' ');
    const known = this.#chains.get(identity);
    if (known !== undefined) return known;
    const chain = new Chain(this.#chains.size, steps);
    this.#chains.set(identity, chain);
    return chain;
  }

  #step(name: string): Step {
    const transformation = this.#transformations.get(name.toLowerCase());
    if (transformation === undefined) {
      const known = [...this.#transformations.values()].map((each) => each.name);
      throw new Error(`unknown transformation t:${name}${suggestion(name, known)}`);
    }
    const known = this.#steps.get(transformation.name);
    if (known !== undefined) return known;
    const { apply, changes, recases = 0, adds = ANY_KIND, lengthens = false } = transformation;
    const kinds = this.#trustFingerprints ? { changes, adds, lengthens } : { changes: 'any' as const, adds: ANY_KIND, lengthens: true };
    const step: Step = { index: this.#steps.size, apply, recases, ...kinds };
    this.#steps.set(transformation.name, step);
    return step;
  }
}
