/** Whether the last of the digits is the check digit of those before it, by Verhoeff's scheme over the dihedral group of order 10. */
export function verhoeff(digits: string): boolean {
  let check = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 0x30;
    check = multiply(check, permute(digit, index % 8));
  }
  return check === 0;
}

/** The group's operation: rotations are 0 to 4, reflections 5 to 9. */
function multiply(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b) % 5) : (a - b + 5) % 5;
}

const PERMUTATION = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4] as const;

function permute(digit: number, times: number): number {
  let result = digit;
  for (let time = 0; time < times; time++) result = PERMUTATION[result] ?? 0;
  return result;
}
