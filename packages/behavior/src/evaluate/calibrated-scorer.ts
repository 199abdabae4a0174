import type { Exchange } from '@airside/domain';

import type { Scorer } from './scorer.ts';

const STEPS_OF_ONE = 20;
const STEPS = 12 * STEPS_OF_ONE;
/** For how many exchanges a scorer's own word counts beside what was seen. */
const PRIOR = 20;
/** However far apart what was seen says that two scores are: the higher one stays higher. */
const LEAST_SLOPE = 1e-3;
const FIRST_FORGETTING = 16;
const LEFT = 1 / 4;

/**
 * Says how surprising something is by what another scorer said of benign exchanges before it learned from them: what one of a hundred reached has a surprise of
 * 2. The order of scores stays what it was. Whenever as much again was learned, what was said before counts
 * for a quarter: the scorer knew less then.
 */
export class CalibratedScorer implements Scorer {
  readonly #scorer: Scorer;
  readonly #counts = new Float64Array(STEPS);
  #learned = 0;
  #forgetsAt = FIRST_FORGETTING;
  #curve: Float64Array | undefined;

  constructor(scorer: Scorer) {
    this.#scorer = scorer;
  }

  learn(exchange: Exchange): number {
    const surprise = this.#scorer.learn(exchange);
    const step = Math.min(STEPS - 1, Math.floor(surprise * STEPS_OF_ONE));
    this.#counts[step] = (this.#counts[step] ?? 0) + 1;
    this.#learned++;
    this.#curve = undefined;
    if (this.#learned >= this.#forgetsAt) {
      this.#forgetsAt *= 2;
      for (let each = 0; each < STEPS; each++) this.#counts[each] = (this.#counts[each] ?? 0) * LEFT;
    }
    return surprise;
  }

  score(exchange: Exchange): number {
    const surprise = Math.max(0, this.#scorer.score(exchange));
    this.#curve ??= curveOf(this.#counts);
    const at = surprise * STEPS_OF_ONE;
    const step = Math.floor(at);
    if (step >= STEPS) return (this.#curve[STEPS] ?? 0) + surprise - STEPS / STEPS_OF_ONE;
    const [low, high] = [this.#curve[step] ?? 0, this.#curve[step + 1] ?? 0];
    return low + (high - low) * (at - step);
  }
}

/** What a surprise is worth at the begin of each step, and at the end of the last. */
function curveOf(counts: Float64Array): Float64Array {
  const curve = new Float64Array(STEPS + 1);
  const total = counts.reduce((sum, count) => sum + count, 0);
  let reached = total;
  for (let step = 0; step <= STEPS; step++) {
    const p = (reached + PRIOR * 10 ** (-step / STEPS_OF_ONE)) / (total + PRIOR);
    curve[step] = step === 0 ? 0 : Math.max((curve[step - 1] ?? 0) + LEAST_SLOPE / STEPS_OF_ONE, -Math.log10(p));
    reached -= counts[step] ?? 0;
  }
  return curve;
}
