const LONGEST_RANDOM_WORD = 12;

/**
 * Whether a comment at the end of the value cuts off the rest of the application's statement. Sentences know dashes and number signs too:
 * what follows the sign must not be prose, unless what comes before it cannot be a sentence (`decides`). Directly after the closing quote
 * (`bare`), the sign must touch what it follows, or be all there is.
 */
export function isCutOff(value: string, commentAt: number, bare: boolean, decides: boolean): boolean {
  if (value.startsWith('/*', commentAt)) return true;
  const sign = value[commentAt] === '#' ? 1 : 2;
  if (decides) return true;
  const text = value.slice(commentAt + sign, commentAt + sign + LONGEST_RANDOM_WORD + 4).trim();
  if (text.length > LONGEST_RANDOM_WORD || text.includes(' ')) return false;
  if (!bare) return true;
  const touches = commentAt === 0 || value.charCodeAt(commentAt - 1) > 0x20;
  return text === '' || (touches && (sign === 2 || text.length < 3));
}
