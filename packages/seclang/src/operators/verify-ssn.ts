import { numberOperator } from './number-in-text.ts';

/**
 * `@verifySSN pattern`: what the pattern finds has nine digits and may be a number of the social security of the United States: no part of
 * zeros only, area not 666 and below 740, digits neither all the same nor counting upwards. Captures it.
 */
export const verifySSN = numberOperator('verifySSN', (digits) => {
  if (digits.length !== 9) return false;
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] as number)));
  if (steps.size === 1 && (steps.has(0) || steps.has(1))) return false;
  const area = Number(digits.slice(0, 3).join(''));
  const group = Number(digits.slice(3, 5).join(''));
  const serial = Number(digits.slice(5).join(''));
  return area !== 0 && group !== 0 && serial !== 0 && area < 740 && area !== 666;
});
