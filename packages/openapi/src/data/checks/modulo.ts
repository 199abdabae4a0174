/** What remains of a number of any length, divided by one below 10,000. */
export function remainder(digits: string, divisor: number): number {
  let rest = 0;
  for (let index = 0; index < digits.length; index++) rest = (rest * 10 + digits.charCodeAt(index) - 0x30) % divisor;
  return rest;
}

/** Whether letters and digits leave 1 divided by 97, letters read as 10 to 35 (ISO/IEC 7064, MOD 97-10). */
export function mod97(code: string): boolean {
  let rest = 0;
  for (let index = 0; index < code.length; index++) {
    const value = alphanumericValue(code, index);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Whether the last digit is right by ISO/IEC 7064, MOD 11,10. */
export function mod11And10(digits: string): boolean {
  let product = 10;
  for (let index = 0; index < digits.length - 1; index++) {
    const sum = (digits.charCodeAt(index) - 0x30 + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === digits.charCodeAt(digits.length - 1) - 0x30;
}

/** The sum of digits times their weights; the digits beyond the weights do not count. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits.charCodeAt(index) - 0x30), 0);
}

/** The sum of letters (10 to 35) and digits times 7, 3, 1 and again, modulo 10 (ICAO Doc 9303 part 3 section 4.9). */
export function icaoCheckDigit(code: string): number {
  let sum = 0;
  for (let index = 0; index < code.length; index++) sum += alphanumericValue(code, index) * ([7, 3, 1][index % 3] ?? 0);
  return sum % 10;
}

/** 0 to 9 for digits, 10 to 35 for upper-case letters. */
export function alphanumericValue(code: string, index: number): number {
  const unit = code.charCodeAt(index);
  return unit > 0x40 ? unit - 55 : unit - 0x30;
}
