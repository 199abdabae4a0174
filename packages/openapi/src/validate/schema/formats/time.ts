import { digitsAt, isDigit, runEnd } from './characters.ts';

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** `full-date` of RFC 3339 section 5.6. */
export function isDate(text: string): boolean {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return false;
  const [year, month, day] = [digitsAt(text, 0, 4), digitsAt(text, 5, 2), digitsAt(text, 8, 2)];
  if (Number.isNaN(year) || Number.isNaN(month) || Number.isNaN(day)) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0));
}

/** `full-time` of RFC 3339 section 5.6: with an offset; second 60 only where it is 23:59 in UTC. */
export function isTime(text: string): boolean {
  const [hour, minute, second] = [digitsAt(text, 0, 2), digitsAt(text, 3, 2), digitsAt(text, 6, 2)];
  if (text[2] !== ':' || text[5] !== ':' || !(hour <= 23) || !(minute <= 59) || !(second <= 60)) return false;
  const zone = fractionEnd(text, 8);
  const offset = zone === undefined ? undefined : offsetMinutes(text, zone);
  if (offset === undefined) return false;
  const minuteOfDay = (hour * 60 + minute - offset + 2 * 1440) % 1440;
  return second < 60 || minuteOfDay === 1439;
}

/** `date-time` of RFC 3339 section 5.6. */
export function isDateTime(text: string): boolean {
  return (text[10] === 'T' || text[10] === 't') && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}

/** `duration` of RFC 3339 appendix A, in which units may be left out as ISO 8601 allows (`P1Y2D`). */
export function isDuration(text: string): boolean {
  if (text[0] !== 'P') return false;
  const time = text.indexOf('T');
  if (time === -1) return isUnits(text, 1, text.length, 'W') || isUnits(text, 1, text.length, 'YMD');
  return (time === 1 || isUnits(text, 1, time, 'YMD')) && isUnits(text, time + 1, text.length, 'HMS');
}

/** Numbers with units, in the order of `units`, each at most once. */
function isUnits(text: string, start: number, end: number, units: string): boolean {
  let at = start;
  let next = 0;
  while (at < end) {
    const unit = runEnd(text, isDigit, at);
    if (unit === at || unit >= end) return false;
    const index = units.indexOf(text[unit] ?? '');
    if (index < next) return false;
    next = index + 1;
    at = unit + 1;
  }
  return at > start;
}

function fractionEnd(text: string, start: number): number | undefined {
  if (text[start] !== '.') return start;
  const end = runEnd(text, isDigit, start + 1);
  return end > start + 1 ? end : undefined;
}

function offsetMinutes(text: string, start: number): number | undefined {
  const sign = text[start];
  if ((sign === 'Z' || sign === 'z') && text.length === start + 1) return 0;
  const [hours, minutes] = [digitsAt(text, start + 1, 2), digitsAt(text, start + 4, 2)];
  if ((sign !== '+' && sign !== '-') || text[start + 3] !== ':' || text.length !== start + 6) return undefined;
  if (!(hours <= 23) || !(minutes <= 59)) return undefined;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes);
}
