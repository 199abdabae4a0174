const BARS = '▁▂▃▄▅▆▇█';
const NOTHING = '·';
const UNKNOWN = ' ';
const HOURS = 24;
const DAYS = 7;

/** The hours of a week, from Monday 0:00 on; null for those that are not known. */
type Week = readonly (number | null)[];

/** A bar for each hour of the day, the highest one for the most: a dot where nothing comes, a space where it is not known yet. */
export function byHour(week: Week): string {
  return bars(Array.from({ length: HOURS }, (_, hour) => mean(week.filter((_each, index) => index % HOURS === hour))));
}

/** The same for each day of the week. */
export function byDay(week: Week): string {
  return bars(Array.from({ length: DAYS }, (_, day) => mean(week.slice(day * HOURS, (day + 1) * HOURS))));
}

function mean(values: Week): number | undefined {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function bars(values: readonly (number | undefined)[]): string {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  return values
    .map((value) => {
      if (value === undefined) return UNKNOWN;
      return value === 0 ? NOTHING : (BARS[Math.min(BARS.length - 1, Math.floor((value / most) * BARS.length))] ?? NOTHING);
    })
    .join('');
}
