/**
 * The integer a text begins with, as C's `atoi` finds it: white space, a sign, decimal digits; 0 if there is none. Unlike C's it does not
 * wrap around at 32 bits, where a length of 4294967296 would pass for 0; numbers above 2^53 keep their order of magnitude.
 */
export function parseInteger(text: string): number {
  let index = 0;
  while (isSpace(text.charCodeAt(index))) index++;
  const sign = text[index];
  if (sign === '-' || sign === '+') index++;
  let number = 0;
  for (; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 0x30;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
  }
  return sign === '-' && number !== 0 ? -number : number;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
