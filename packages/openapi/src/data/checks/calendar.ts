const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether there is such a day; without a year, the 29th of February is one. */
export function isDay(month: number, day: number, year?: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > (DAYS[month - 1] ?? 0)) return false;
  return month !== 2 || day !== 29 || year === undefined || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** The number that a few digits within a text write. */
export function numberAt(text: string, start: number, length: number): number {
  return Number(text.slice(start, start + length));
}

/** Whether `length` digits at `start` are a date `YYMMDD`, `DDMMYY` and the like: places of day and month by their offset from the start. */
export function isDayAt(digits: string, monthAt: number, dayAt: number): boolean {
  return isDay(numberAt(digits, monthAt, 2), numberAt(digits, dayAt, 2));
}

const OLDEST = 120;

/** Whether a year can be that of the birth of somebody who lives. */
export function isYearOfBirth(year: number): boolean {
  const now = new Date().getUTCFullYear();
  return year <= now && year >= now - OLDEST;
}
