import { numberOperator } from './number-in-text.ts';

/** `@verifyCC pattern`: what the pattern finds is a card number by the check of Luhn (ISO/IEC 7812-1, annex B). Captures it. */
export const verifyCC = numberOperator('verifyCC', (digits) => {
  if (digits.length === 0) return false;
  const sum = digits.reduce((total, digit, index) => {
    const isDoubled = (digits.length - index) % 2 === 0;
    return total + (isDoubled ? digit * 2 - (digit > 4 ? 9 : 0) : digit);
  }, 0);
  return sum % 10 === 0;
});
