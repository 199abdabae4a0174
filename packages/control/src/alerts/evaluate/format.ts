const SCALES = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** A value with its unit as people write it: `12.5 %`, `1.2 s`, `3.4 MB`. */
export function formatValue(value: number, unit: string): string {
  if (unit === 'share') return `${digits(value * 100)} %`;
  if (unit === 'ms') return Math.abs(value) < 1000 ? `${digits(value)} ms` : `${digits(value / 1000)} s`;
  if (unit === 'bytes') return scaled(value, 'B');
  if (unit === 'days') return `${digits(value)} days`;
  if (unit === 'factor') return digits(value);
  return unit === '' ? digits(value) : `${digits(value)} ${unit}`;
}

/** The number alone, where the text around says what it is. */
export function formatNumber(value: number, unit: string): string {
  return unit === 'factor' || unit === 'requests' || unit === 's' || unit === 'exchanges' ? digits(value) : formatValue(value, unit);
}

function scaled(value: number, unit: string): string {
  const [scale, prefix] = SCALES.find(([least]) => Math.abs(value) >= least) ?? [1, ''];
  return `${digits(value / scale)} ${prefix}${unit}`;
}

/** Three digits that count, and no more zeros than needed. */
function digits(value: number): string {
  if (!Number.isFinite(value)) return 'more than can be counted';
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

/** A length of time in the largest unit that does not hide what matters: `90 s`, `14.4 min`, `2.5 h`, `3 days`. */
export function formatSpan(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 120) return `${digits(seconds)} s`;
  if (seconds < 7200) return `${digits(seconds / 60)} min`;
  return seconds < 172_800 ? `${digits(seconds / 3600)} h` : `${digits(seconds / 86_400)} days`;
}
