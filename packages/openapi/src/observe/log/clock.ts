const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const CLF = /^(\d{1,2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?(?: ([+-])(\d{2})(\d{2}))?$/;
/** Seconds, milliseconds, microseconds or nanoseconds since 1970 are told apart by their size: they meet between 2001 and 2286. */
const LEAST_MS = 1e11;
const LEAST_US = 1e14;
const LEAST_NS = 1e17;

/** `10/Oct/2000:13:55:36 -0700`, or without an offset as HAProxy writes it (taken for UTC); milliseconds since 1970, NaN for what is none. */
export function clfTime(text: string): number {
  const found = CLF.exec(text);
  if (found === null) return Number.NaN;
  const [, day, month = '', year, hour, minute, second, fraction = '', sign, hours = '0', minutes = '0'] = found;
  const index = MONTHS.indexOf(month);
  if (index === -1) return Number.NaN;
  const utc = Date.UTC(
    Number(year),
    index,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0').slice(0, 3)),
  );
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? utc + offset : utc - offset;
}

/** A time in whatever form JSON logs have it; milliseconds since 1970, NaN for what is none. */
export function anyTime(value: unknown): number {
  if (typeof value === 'number') return sinceEpoch(value);
  if (typeof value !== 'string' || value.length > 64) return Number.NaN;
  if (/^\d{9,20}(?:\.\d{1,9})?$/.test(value)) return sinceEpoch(Number(value));
  const clf = clfTime(value.startsWith('[') ? value.slice(1, -1) : value);
  return Number.isNaN(clf) ? Date.parse(value) : clf;
}

function sinceEpoch(value: number): number {
  if (value >= LEAST_NS) return value / 1e6;
  if (value >= LEAST_US) return value / 1e3;
  return value >= LEAST_MS ? value : value * 1e3;
}
