import { isDigit, isHexadecimal } from '../../validate/schema/formats/characters.ts';

const MOST_SEGMENTS = 32;

/**
 * A template for a path of which nobody knows one: segments that look like ids become parameters, named by the segment before them
 * (`/customers/17/orders` is `/customers/{customers}/orders`). Good enough to put calls of one operation together.
 */
export function templateOf(path: string): string {
  const segments = path.split('/', MOST_SEGMENTS + 1).slice(1);
  let before = 'path';
  const named = segments.map((segment) => {
    if (!isIdLike(segment)) {
      if (segment !== '') before = segment.slice(0, 40);
      return segment.slice(0, 100);
    }
    return `{${before.replaceAll(/[{}]/g, '')}}`;
  });
  return `/${named.join('/')}`;
}

/** Numbers, UUIDs, long hexadecimal texts, addresses, and what has many digits. `v1` and words are none. */
function isIdLike(segment: string): boolean {
  if (segment.length === 0) return false;
  if (segment.includes('@') || segment.includes('%40') || segment.length > 40) return true;
  let digits = 0;
  let hexadecimal = 0;
  for (let index = 0; index < segment.length; index++) {
    const code = segment.charCodeAt(index);
    if (isDigit(code)) digits++;
    if (isHexadecimal(code) || code === 0x2d) hexadecimal++;
  }
  if (digits === 0) return false;
  return (
    digits === segment.length || digits >= 4 || (hexadecimal === segment.length && segment.length >= 16) || digits * 2 >= segment.length + 2
  );
}
