/**
 * Text from outside made fit for a record that people read in a terminal: control characters of both sets (C0 and C1, which terminals obey),
 * characters that turn the direction of writing round, line separators and lone surrogates become escapes (`\u001b`).
 */
export function printable(text: string): string {
  return UNFIT.test(text) ? text.replaceAll(UNFIT_GLOBAL, escaped) : text;
}

const UNFIT = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const UNFIT_GLOBAL = new RegExp(UNFIT, 'gu');

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
