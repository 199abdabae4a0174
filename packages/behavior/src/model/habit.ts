/** How much the logarithm of a number varies at least, whatever was seen: a third more or less is nothing to speak of. */
const LEAST_DEVIATION = 0.4;

/** Windows of one caller follow from each other: however many there were, they are worth no more than so many. */
const MOST_OBSERVATIONS = 14;

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
