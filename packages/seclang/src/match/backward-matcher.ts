import { AutomatonMatcher, type AutomatonOptions } from './automaton-matcher.ts';
import { BackwardMachine, type Extent } from './backward-machine.ts';
import { type BackwardProgram, buildBackwardProgram } from './backward-program.ts';
import type { Matcher, Span } from './matcher-interface.ts';
import { isRegular, relax } from './relax.ts';
import type { Node } from './syntax-tree.ts';
import { traceGroups } from './trace-groups.ts';
import { wordExtents } from './word-extents.ts';
import { type WordReference, wordReference } from './word-reference.ts';

/** Notes of a match beyond this size are not made; groups then stay `undefined`. */
const MAX_NOTES = 8_388_608;

/**
 * Runs patterns that are not regular: look-around of more than one byte, atomic groups, references to a word. A regular pattern that matches
 * wherever this one does goes first, so that the exact machine seldom runs.
 */
export class BackwardMatcher implements Matcher {
  readonly #groups: number;
  readonly #compiled: BackwardProgram;
  readonly #machine: BackwardMachine;
  readonly #relaxed: AutomatonMatcher;
  readonly #reference: WordReference | undefined;

  constructor(root: Node, groups: number, options: Partial<AutomatonOptions>) {
    this.#groups = groups;
    this.#reference = wordReference(root);
    this.#compiled = buildBackwardProgram(root);
    if (!this.#compiled.behinds.every(isRegular)) {
      throw new Error('A look-behind may not contain look-around of more than one byte, atomic groups or references');
    }
    this.#machine = new BackwardMachine(this.#compiled);
    this.#relaxed = new AutomatonMatcher(relax(root), 0, options);
  }

  get steps(): number {
    return this.#relaxed.steps + this.#machine.steps;
  }

  test(value: string): boolean {
    return this.find(value) !== undefined;
  }

  find(value: string): Span | undefined {
    const found = this.#locate(value);
    return found === undefined ? undefined : { start: found.start, end: found.end };
  }

  captures(value: string): readonly (string | undefined)[] | undefined {
    const found = this.#locate(value);
    if (found === undefined) return undefined;
    const { start, end, extent } = found;
    const whole = [value.slice(start, end), ...Array.from({ length: this.#groups }, () => undefined)];
    const traced = { ...extent, from: start };
    if (this.#groups === 0 || (extent.to - start + 1) * this.#compiled.program.size > MAX_NOTES) return whole;
    const match = this.#machine.run(value, traced, this.#machine.lookBehind(value), true);
    return match === undefined ? whole : traceGroups(this.#compiled, value, traced, match, this.#groups);
  }

  #locate(value: string): (Span & { readonly extent: Extent }) | undefined {
    if (!this.#relaxed.test(value)) return undefined;
    const behinds = this.#machine.lookBehind(value);
    let best: (Span & { readonly extent: Extent }) | undefined;
    for (const extent of this.#extents(value)) {
      if (best !== undefined && extent.from > best.start) break;
      const match = this.#machine.run(value, extent, behinds);
      if (match !== undefined && (best === undefined || match.start < best.start)) best = { start: match.start, end: match.end, extent };
    }
    return best;
  }

  #extents(value: string): Iterable<Extent> {
    return this.#reference === undefined ? [{ from: 0, to: value.length }] : wordExtents(value, this.#reference);
  }
}
