/** −log10 of the probability of at least so many events where so many are expected (Poisson). */
export function surpriseOfCount(count: number, expected: number): number {
  if (count <= 0 || expected <= 0) return 0;
  if (count <= expected) return 0;
  // The first term of the tail, and a bound on the sum of the others by a geometric series.
  let log = -expected;
  for (let index = 1; index <= count; index++) log += Math.log(expected / index);
  const ratio = expected / (count + 1);
  return Math.max(0, -(log - Math.log(1 - ratio)) / Math.LN10);
}
