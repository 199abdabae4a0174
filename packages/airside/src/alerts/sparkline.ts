const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const NOTHING = ' ';

/** Values over time as one line of text, each a bar between the least and the largest; a space where there is none. */
export function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  const least = Math.min(0, ...known);
  const span = Math.max(...known, least) - least;
  return values
    .map((value) => {
      if (value === null || !Number.isFinite(value)) return NOTHING;
      const share = span === 0 ? 0 : (value - least) / span;
      return BARS[Math.min(BARS.length - 1, Math.floor(share * BARS.length))] ?? NOTHING;
    })
    .join('')
    .trimEnd();
}
