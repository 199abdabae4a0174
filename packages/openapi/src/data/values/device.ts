import { isAlphanumeric } from '../../validate/schema/formats/characters.ts';
import { luhn } from '../checks/luhn.ts';

export function isImei(digits: string): boolean {
  return luhn(digits) && new Set(digits).size > 2;
}

/** What a letter counts in a vehicle identification number; I, O and Q are not used (49 CFR 565.15). */
const VALUES = new Map(
  'ABCDEFGHJKLMNPRSTUVWXYZ'
    .split('')
    .map((letter, index) => [letter, [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9][index] ?? 0]),
);
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2] as const;

/** ISO 3779. The check digit is asked for where the law does: of vehicles made for North America, whose number begins with 1 to 5. */
export function isVin(code: string): boolean {
  if (code.length !== 17) return false;
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) {
    const character = code[index] ?? '';
    if (!isAlphanumeric(character.charCodeAt(0))) return false;
    const value = character <= '9' ? Number(character) : VALUES.get(character);
    if (value === undefined) return false;
    sum += weight * value;
  }
  // The last four are digits everywhere.
  if (!/^\d{4}$/.test(code.slice(13)) || new Set(code).size < 4) return false;
  return !'12345'.includes(code[0] ?? '_') || '0123456789X'[sum % 11] === code[8];
}
