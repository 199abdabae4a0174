const STEPS_OF_ONE = 100;
const STEPS = 12 * STEPS_OF_ONE;
/** For how many observations a surprise's own word counts beside what was seen. */
const PRIOR = 4;
/** However far apart what was seen says that two surprises are: the higher one stays higher. */
const LEAST_SLOPE = 1e-3;
/** What lies no further apart is the same where learning goes on: that moves what many have in common by as much. */
const SAME_STEPS = 5;
const FIRST_FORGETTING = 16;
const LEFT = 1 / 4;
/** Of few, the decay of the highest tells more of what comes than the very highest: of this share of all, and of so many at least. */
const TAIL_SHARE = 0.1;
const LEAST_IN_TAIL = 5;
/** The decay that a surprise has by its own word counts for so many of them. */
const DECAY_WEIGHT = 2;
/** A curve is made anew when so many times as much was counted. */
const GOOD_FOR = 1.02;

/**
 * What surprises are worth, by how often what is benign was so surprising: what one of a hundred reached is worth 2. Their order stays what it was. The next one is as likely to be the
 * highest of all as any before it was, so that a surprise is worth no more than that at the highest that was seen, and grows by its own word from there on.
 */
export class SurpriseCurve {
  readonly #counts = new Float64Array(STEPS);
  #curve: Float64Array | undefined;
  #added = 0;
  #isGoodTo = 0;
  #forgetsAt: number;
  readonly #isOfFew: boolean;
  readonly #same: number;

  /**
   * `isLearning`: whoever says the surprises goes on learning. Whenever as much again was counted, what was said before counts for a quarter. `isOfFew`: so few are
   * counted that one of them may lie anywhere.
   */
  constructor(isLearning: boolean, isOfFew = false) {
    this.#isOfFew = isOfFew;
    this.#same = isLearning ? SAME_STEPS : 0;
    this.#forgetsAt = isLearning ? FIRST_FORGETTING : Number.POSITIVE_INFINITY;
  }

  /** Counts a surprise of something benign; `times` it where it stands for more or less than one. */
  add(surprise: number, times = 1): void {
    const step = Math.min(STEPS - 1, Math.max(0, Math.floor(surprise * STEPS_OF_ONE)));
    this.#counts[step] = (this.#counts[step] ?? 0) + times;
    if (++this.#added > this.#isGoodTo) this.#curve = undefined;
    if (this.#added < this.#forgetsAt) return;
    this.#forgetsAt *= 2;
    for (let each = 0; each < STEPS; each++) this.#counts[each] = (this.#counts[each] ?? 0) * LEFT;
  }

  worth(surprise: number): number {
    if (this.#curve === undefined) {
      this.#curve = curveOf(this.#counts, this.#same, this.#isOfFew ? decayOf(this.#counts) : NO_DECAY);
      this.#isGoodTo = this.#added * GOOD_FOR;
    }
    const at = Math.max(0, surprise) * STEPS_OF_ONE;
    const step = Math.min(STEPS, Math.floor(at));
    // Within a step nothing more is known: many may lie at its very end.
    return (this.#curve[step] ?? 0) + LEAST_SLOPE * (at - step) * (step < STEPS ? 1 / STEPS_OF_ONE : 1);
  }
}

/** What a surprise is worth at the begin of each step, and from the end of the last on. Steps that lie no further apart than `same` are one. */
function curveOf(counts: Float64Array, same: number, decay: Decay): Float64Array {
  const curve = new Float64Array(STEPS + 1);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const highest = counts.findLastIndex((count) => count > 0);
  let reached = total;
  for (let step = 0; step <= STEPS; step++) {
    const beyond = Math.max(0, step - 1 - same - highest);
    const own = Math.max(PRIOR * 10 ** (-step / STEPS_OF_ONE), total === 0 ? 0 : 10 ** (-beyond / STEPS_OF_ONE));
    const p = Math.min(1, (reached + own) / (total + PRIOR));
    const decayed = step <= decay.from ? 0 : decay.worth + (step - decay.from) * decay.slope;
    curve[step] = step === 0 ? 0 : Math.max((curve[step - 1] ?? 0) + LEAST_SLOPE / STEPS_OF_ONE, -Math.log10(p), decayed);
    reached -= counts[step - same] ?? 0;
  }
  return curve;
}

/** An exponential distribution beyond a step: what a surprise there is worth, and how much more with each step. */
interface Decay {
  readonly from: number;
  readonly worth: number;
  readonly slope: number;
}

const NO_DECAY: Decay = { from: STEPS, worth: 0, slope: 0 };

/** Of the highest that were counted, by the mean of how far they lie beyond the highest of the others. */
function decayOf(counts: Float64Array): Decay {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const size = Math.max(LEAST_IN_TAIL, Math.round(TAIL_SHARE * total));
  if (size >= total) return NO_DECAY;
  let [from, beyond, sum] = [STEPS - 1, 0, 0];
  for (let count = counts[from] ?? 0; beyond + count <= size; count = counts[--from] ?? 0) {
    beyond += count;
    sum += count * from;
  }
  const excess = (sum - beyond * from + DECAY_WEIGHT * Math.LOG10E * STEPS_OF_ONE) / (size + DECAY_WEIGHT);
  return { from, worth: -Math.log10(size / total), slope: Math.LOG10E / excess };
}
