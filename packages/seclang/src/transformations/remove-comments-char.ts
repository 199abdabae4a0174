import { HAS } from '../fingerprint.ts';
import { scratch, text } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/** `t:removeCommentsChar`: without the marks of comments: C's two, `<!--`, `-->`, `--` and `#`. What stood between them stays. */
export const removeCommentsChar: Transformation = { name: 'removeCommentsChar', changes: HAS.star | HAS.dash | HAS.hash, apply };

const MARKS = ['/*', '*/', '<!--', '-->', '--', '#'] as const;

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
  const byte = value.charCodeAt(index);
  if (byte !== 0x2f && byte !== 0x2a && byte !== 0x3c && byte !== 0x2d && byte !== 0x23) return 0;
  return MARKS.find((mark) => value.startsWith(mark, index))?.length ?? 0;
}
