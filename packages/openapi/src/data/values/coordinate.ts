import { isDigit, runEnd } from '../../validate/schema/formats/characters.ts';

/** A latitude or longitude in degrees, with three decimals at least: fewer tell a region. */
export function isCoordinate(text: string): boolean {
  return degrees(text, 180);
}

/** Latitude and longitude with a comma between them, as a `geo:` URI perhaps (RFC 5870). */
export function isCoordinatePair(text: string): boolean {
  const pair = text.startsWith('geo:') ? text.slice(4) : text;
  const comma = pair.indexOf(',');
  if (comma < 1) return false;
  const [latitude, longitude] = [pair.slice(0, comma).trim(), pair.slice(comma + 1).trim()];
  return degrees(latitude, 90, 2) && degrees(longitude, 180, 2);
}

function degrees(text: string, most: number, fewestDecimals = 3): boolean {
  if (text.length > 24) return false;
  const start = text[0] === '-' || text[0] === '+' ? 1 : 0;
  const dot = runEnd(text, isDigit, start);
  if (dot === start || dot - start > 3 || text[dot] !== '.') return false;
  const end = runEnd(text, isDigit, dot + 1);
  return end === text.length && end - dot - 1 >= fewestDecimals && Math.abs(Number(text)) <= most;
}
