import { TEXT_FORMATS } from '../../validate/schema/formats/index.ts';

/** The formats that are told by a text alone, the most telling first: each is checked by the same function that enforces it. */
const FORMATS = ['uuid', 'date-time', 'date', 'ipv4', 'ipv6', 'email', 'uri'] as const;
export type InferredFormat = (typeof FORMATS)[number];

const CHECKS = FORMATS.map((name) => {
  const check = TEXT_FORMATS[name] ?? (() => false);
  // `products:read` is a URI as well, by its grammar.
  return name === 'uri' ? (text: string) => text.includes('://') && check(text) : check;
});
const LONGEST = 512;

/** All formats, as bits. */
export const ANY_FORMAT = (1 << FORMATS.length) - 1;

/** Those of the formats that a text has. */
export function formatsOf(text: string, among: number): number {
  if (text.length < 3 || text.length > LONGEST) return 0;
  let found = 0;
  for (let index = 0; index < CHECKS.length; index++) {
    const bit = 1 << index;
    if ((among & bit) !== 0 && CHECKS[index]?.(text) === true) found |= bit;
  }
  return found;
}

/** The most telling of the formats. */
export function formatIn(formats: number): InferredFormat | undefined {
  return FORMATS.find((_, index) => (formats & (1 << index)) !== 0);
}
