import { fingerprint, HAS } from '../fingerprint.ts';
import { addsActiveAttribute } from './break-out.ts';
import { decodeLenient, hasUtf7Tag } from './encodings.ts';
import { callsGlobalMember } from './global-member.ts';
import { hasActiveMarkup } from './markup.ts';
import { leavesScriptString } from './script-string.ts';
import { isScriptUrl } from './script-url.ts';

const QUOTES: readonly (readonly [number, string])[] = [
  [HAS.doubleQuote, '"'],
  [HAS.singleQuote, "'"],
  [HAS.backtick, '`'],
];

/**
 * Whether a value, a byte string, would run code in a page into which it is put: between tags, inside of an attribute's value in quotes of
 * any kind or in none, as a link, or inside of a string of a script. Markup that only formats (`<b>`, `<br>`, `<a href="https://…">`) is
 * let pass. Takes time in proportion to the value's length; never throws.
 */
export function detectXss(value: string): boolean {
  const has = fingerprint(value);
  if ((has & SCRIPT_BYTES) === 0) return false;
  if ((has & UTF7) === UTF7 && hasUtf7Tag(value)) return true;
  if ((has & HAS.nul) !== 0 && judge(decodeLenient(value.replaceAll('\0', '')), has | HAS.angle)) return true;
  if ((has & HAS.high) !== 0) return judge(decodeLenient(value), has | HAS.angle);
  return judge(value, has);
}

/** Bits of `HAS`: values with none of these run nothing. */
export const SCRIPT_BYTES =
  HAS.angle | HAS.equals | HAS.colon | HAS.singleQuote | HAS.doubleQuote | HAS.backtick | HAS.high | HAS.ampersand | HAS.plus;
const UTF7 = HAS.plus | HAS.dash;

function judge(value: string, has: number): boolean {
  if ((has & HAS.angle) !== 0 && hasActiveMarkup(value)) return true;
  if ((has & (HAS.colon | HAS.ampersand)) !== 0 && isScriptUrl(value)) return true;
  if ((has & HAS.bracket) !== 0 && callsGlobalMember(value)) return true;
  const equals = (has & HAS.equals) !== 0;
  if (equals && addsActiveAttribute(value, undefined)) return true;
  const calls = (has & (HAS.parenthesis | HAS.backtick)) !== 0;
  return QUOTES.some(
    ([bit, quote]) => (has & bit) !== 0 && ((equals && addsActiveAttribute(value, quote)) || (calls && leavesScriptString(value, quote))),
  );
}
