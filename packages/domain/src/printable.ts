/**
 * Control and format characters (which a terminal acts on, or hides, or lets turn the direction of text) of untrusted text made visible, so
 * that what somebody else wrote cannot drive the terminal or look like another line.
 */
export function printable(text: string): string {
  return UNFIT.test(text) ? text.replaceAll(UNFIT_GLOBAL, escaped) : text;
}

const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
const UNFIT_GLOBAL = new RegExp(UNFIT, 'gu');

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
