/** How much the logarithm of a number varies at least, whatever was seen: a third more or less is nothing to speak of. */
const LEAST_DEVIATION = 0.4;

/** Windows of one caller follow from each other: however many there were, they are worth no more than so many. */
const MOST_OBSERVATIONS = 14;
const MOST_WINDOWS = 65_535;

/** What is usual for one caller: mean and mean square of the logarithms of what it had in so many windows, and when it was seen first and last. */
export interface Habit {
  readonly mean: number;
  readonly square: number;
  readonly count: number;
  readonly sinceMs: number;
  readonly lastMs: number;
}

/**
 * One habit of those that two engines have seen of the same caller. Where they saw it at the same time, each has seen a part of every window, and the parts are added; where one saw
 * it after the other, each has seen other windows. The same whichever is first.
 */
export function mergedHabit(one: Habit, other: Habit): Pick<Habit, 'mean' | 'square' | 'count'> {
  if (one.count === 0) return other;
  if (other.count === 0) return one;
  const [more, less] = one.count >= other.count ? [one, other] : [other, one];
  const count = one.count + other.count;
  const pooled = {
    mean: (one.mean * one.count + other.mean * other.count) / count,
    square: (one.square * one.count + other.square * other.count) / count,
  };
  const commonMs = Math.min(one.lastMs, other.lastMs) - Math.max(one.sinceMs, other.sinceMs);
  const shorterMs = Math.min(one.lastMs - one.sinceMs, other.lastMs - other.sinceMs);
  if (commonMs < shorterMs / 2) return { ...pooled, count: Math.min(MOST_WINDOWS, count) };
  const both = Math.log(Math.max(1, Math.exp(one.mean) + Math.exp(other.mean) - 1));
  const mean = (less.count * both + (more.count - less.count) * more.mean) / more.count;
  const variance = (one.count * (one.square - one.mean ** 2) + other.count * (other.square - other.mean ** 2)) / count;
  return { mean, square: mean ** 2 + Math.max(0, variance), count: more.count };
}

/** A value ten times as large is more surprising by no more than this: the derivative of what `surpriseOverHabit` computes is greatest where the distance is the root of the degrees of freedom. */
export const STEEPEST_OVER_HABIT = (MOST_OBSERVATIONS + 1) / (2 * Math.sqrt(MOST_OBSERVATIONS) * LEAST_DEVIATION);

/**
 * −log10 of the probability of a value so far above what one has seen of the same caller: Student's distribution of so many degrees of freedom, of logarithms.
 * `mean` and `meanSquare` are of logarithms of `observations` values.
 */
export function surpriseOverHabit(logValue: number, mean: number, meanSquare: number, observations: number): number {
  const deviation = Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, meanSquare - mean * mean)));
  const distance = (logValue - mean) / deviation;
  if (distance <= 0) return 0;
  const freedom = Math.min(observations, MOST_OBSERVATIONS);
  return ((freedom + 1) / 2) * Math.log10(1 + (distance * distance) / freedom);
}
