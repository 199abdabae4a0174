import { numberOperator } from './number-in-text.ts';

/** The weights of the ten digits; the fourth is the check digit. */
const WEIGHTS = [3, 7, 9, 0, 5, 8, 4, 2, 1, 6] as const;
const EXAMPLES: ReadonlySet<string> = new Set(['0123456789', '1234567890']);

/**
 * `@verifySVNR pattern`: what the pattern finds has at least ten digits, and the first ten are an Austrian social insurance number by its
 * check digit. Ten times the same digit and the two that count upwards are none. Captures it.
 */
export const verifySVNR = numberOperator('verifySVNR', (all) => {
  const digits = all.slice(0, 10);
  if (digits.length < 10 || new Set(digits).size === 1 || EXAMPLES.has(digits.join(''))) return false;
  const sum = digits.reduce((total, digit, index) => total + digit * (WEIGHTS[index] as number), 0);
  return (sum % 11) % 10 === digits[3];
});
