import { agentFamily, LONGEST } from '../agent-family.ts';
import { numberPlace } from './scales.ts';

/** A value with fewer letters is not one of a program with its version. */
const LEAST_LETTERS = 3;
const NUMBER = /^\d{1,15}$/;
/** A product with its version (RFC 9110, section 10.1.5), or a brand with one (`Sec-CH-UA`). */
const VERSION = /[a-z]\/v?\d|v="\d/i;
const URL_WITHIN = '://';

/**
 * What a value of a header is known by: a new version of a program is the program still (`Firefox/148.0`), and a number one of its size (`Content-Length`).
 * What is long, or has an address in it, is known as it is.
 */
export function headerIdentity(value: string): string {
  if (NUMBER.test(value)) return `#${numberPlace(Number(value))}`;
  if (value.length > LONGEST || !VERSION.test(value) || value.includes(URL_WITHIN)) return value;
  const family = agentFamily(value);
  return letters(family) < LEAST_LETTERS ? value : family;
}

function letters(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length && count < LEAST_LETTERS; index++) {
    const lower = text.charCodeAt(index) | 32;
    if (lower >= 97 && lower <= 122) count++;
  }
  return count;
}
