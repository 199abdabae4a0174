/** `2026-11-30T05:16` */
const MINUTE_CHARACTERS = 16;
const UTC_CHARACTERS = 24;
const ZERO = 0x30;

let minute = '';
let minuteMs = 0;

/** Milliseconds since 1970 of a time as exchanges have it, `2026-11-30T05:16:26.123Z`; exchanges of the same minute come together. Of other forms of RFC 3339 too; NaN where it is none. */
export function timeOf(text: string): number {
  if (text.length !== UTC_CHARACTERS || text.charCodeAt(UTC_CHARACTERS - 1) !== 0x5a) return Date.parse(text);
  const tens = text.charCodeAt(17) - ZERO;
  const ones = text.charCodeAt(18) - ZERO;
  const millis = 100 * (text.charCodeAt(20) - ZERO) + 10 * (text.charCodeAt(21) - ZERO) + text.charCodeAt(22) - ZERO;
  if (!text.startsWith(minute) || minute === '' || !isDigits(text)) {
    const timeMs = Date.parse(text);
    if (Number.isNaN(timeMs)) return timeMs;
    minute = text.slice(0, MINUTE_CHARACTERS);
    minuteMs = Math.floor(timeMs / 60_000) * 60_000;
    return timeMs;
  }
  return minuteMs + (10 * tens + ones) * 1000 + millis;
}

/** `:SS.mmm` after the minute. */
function isDigits(text: string): boolean {
  return (
    text.charCodeAt(16) === 0x3a &&
    text.charCodeAt(19) === 0x2e &&
    isBelow(text, 17, 6) &&
    isBelow(text, 18, 10) &&
    isBelow(text, 20, 10) &&
    isBelow(text, 21, 10) &&
    isBelow(text, 22, 10)
  );
}

function isBelow(text: string, at: number, most: number): boolean {
  const digit = text.charCodeAt(at) - ZERO;
  return digit >= 0 && digit < most;
}
