const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** A time span in the largest unit that gives a whole number: 60000 is `1m`. */
export function span(ms: number): string {
  const [unit, size] = UNITS.find(([, candidate]) => ms % candidate === 0) ?? ['ms', 1];
  return `${ms / size}${unit}`;
}
