import { HAS } from '../fingerprint.ts';
import { byteAt, scratch, text } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/** `t:removeCommentsChar`: without the marks of comments: C's two, `<!--`, `-->`, `--` and `#`. What stood between them stays. */
export const removeCommentsChar: Transformation = { name: 'removeCommentsChar', changes: HAS.star | HAS.dash | HAS.hash, adds: 0, apply };

function apply(value: string): string {
  const bytes = scratch(value.length);
  let length = 0;
  let index = 0;
  while (index < value.length) {
    const mark = markAt(value, index);
    if (mark === 0) bytes[length++] = value.charCodeAt(index);
    index += mark || 1;
  }
  return length === value.length ? value : text(bytes, length);
}

/** The length of the mark at an index; 0 if there is none. */
function markAt(value: string, index: number): number {
  switch (value.charCodeAt(index)) {
    case 0x23:
      return 1;
    case 0x2a:
      return byteAt(value, index + 1) === 0x2f ? 2 : 0;
    case 0x2f:
      return byteAt(value, index + 1) === 0x2a ? 2 : 0;
    case 0x3c:
      return value.startsWith('<!--', index) ? 4 : 0;
    case 0x2d:
      if (byteAt(value, index + 1) !== 0x2d) return 0;
      return byteAt(value, index + 2) === 0x3e ? 3 : 2;
    default:
      return 0;
  }
}
