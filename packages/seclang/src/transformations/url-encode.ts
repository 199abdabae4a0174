import { HAS } from '../fingerprint.ts';
import { isAlphanumeric } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/** `t:urlEncode`: `+` for a space, `%hh` for every other byte but ASCII letters, digits and `*`. */
export const urlEncode: Transformation = {
  name: 'urlEncode',
  changes: ~(HAS.upper | HAS.lower | HAS.digit | HAS.star),
  lengthens: true,
  apply,
};

const ENCODED: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  if (byte === 0x20) return '+';
  const character = String.fromCharCode(byte);
  return isAlphanumeric(byte) || character === '*' ? character : `%${byte.toString(16).padStart(2, '0')}`;
});

function apply(value: string): string {
  let encoded = '';
  for (let index = 0; index < value.length; index++) encoded += ENCODED[value.charCodeAt(index)] as string;
  return encoded === value ? value : encoded;
}
