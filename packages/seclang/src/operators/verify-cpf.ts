import { numberOperator } from './number-in-text.ts';

/**
 * `@verifyCPF pattern`: what the pattern finds has at least eleven digits, and the first eleven are a Brazilian taxpayer's number (CPF) by
 * its two check digits. Eleven times the same digit and 01234567890 are none. Captures it.
 */
export const verifyCPF = numberOperator('verifyCPF', (all) => {
  const digits = all.slice(0, 11);
  if (digits.length < 11 || new Set(digits).size === 1 || digits.join('') === '01234567890') return false;
  return checkDigit(digits, 9) === digits[9] && checkDigit(digits, 10) === digits[10];
});

/** The check digit behind the first `count` digits, which are weighed by count + 1 down to 2. */
function checkDigit(digits: readonly number[], count: number): number {
  const sum = digits.slice(0, count).reduce((total, digit, index) => total + digit * (count + 1 - index), 0);
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}
