import type { Operator } from './operator.ts';
import { compilePattern } from './pattern.ts';

/** After so many candidates a value is left: a search for the next one may read all that follows, and time must stay in proportion. */
const MOST_CANDIDATES = 256;

/**
 * An operator whose argument is a pattern, and which matches where a text that the pattern finds also passes a check of its digits.
 * Captures that text. Candidates may overlap; the first `MOST_CANDIDATES` of a value are looked at.
 */
export function numberOperator(name: string, check: (digits: readonly number[]) => boolean): Operator {
  return {
    name,
    compile: (argument, context) => {
      if (argument === '') throw new Error(`@${name} needs a pattern that finds the numbers to check, such as \\d{9,16}`);
      const pattern = compilePattern(argument, context.multiline);
      return (value) => {
        let from = 0;
        for (let count = 0; count < MOST_CANDIDATES; count++) {
          const found = pattern.find(value, from);
          if (found === undefined) return undefined;
          const text = value.slice(found.start, found.end);
          if (check(digitsOf(text))) return { captures: [text] };
          from = found.start + 1;
        }
        return undefined;
      };
    },
  };
}

function digitsOf(text: string): number[] {
  const digits: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 0x30;
    if (digit >= 0 && digit <= 9) digits.push(digit);
  }
  return digits;
}
