/** The next number that people would choose as a bound: 1, 2 or 5 times a power of ten. 0 for what is not above it. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 0;
  if (value > Number.MAX_SAFE_INTEGER) return Number.MAX_SAFE_INTEGER;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power < 1 ? 1 : Math.round(step * power);
}
