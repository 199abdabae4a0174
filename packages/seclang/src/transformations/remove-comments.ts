import { HAS } from '../fingerprint.ts';
import { byteAt, scratch, text } from './bytes.ts';
import type { Transformation } from './transformation.ts';

/**
 * `t:removeComments`: without C's and HTML's comments, and without everything from `--` or `#` on; a space for a comment that does not end.
 * As in ModSecurity, the byte behind the end of a comment is copied unread, so a comment that begins right there is not seen.
 */
export const removeComments: Transformation = {
  name: 'removeComments',
  changes: HAS.star | HAS.dash | HAS.hash,
  adds: HAS.whitespace,
  apply,
};

function apply(value: string): string {
  const bytes = scratch(value.length + 1);
  let length = 0;
  let index = 0;
  while (index < value.length) {
    const opening = openingAt(value, index);
    if (opening > 0) {
      const end = endOfComment(value, index + opening);
      if (end < 0) {
        bytes[length++] = 0x20;
        break;
      }
      index = end;
      if (index < value.length) bytes[length++] = value.charCodeAt(index++);
    } else if (endsText(value, index)) {
      break;
    } else {
      bytes[length++] = value.charCodeAt(index++);
    }
  }
  const result = text(bytes, length);
  return result === value ? value : result;
}

/** The length of the mark that opens a comment at an index; 0 if there is none. */
function openingAt(value: string, index: number): number {
  const byte = value.charCodeAt(index);
  if (byte === 0x2f) return byteAt(value, index + 1) === 0x2a ? 2 : 0;
  return byte === 0x3c && value.startsWith('<!--', index) ? 4 : 0;
}

function endsText(value: string, index: number): boolean {
  const byte = value.charCodeAt(index);
  return byte === 0x23 || (byte === 0x2d && byteAt(value, index + 1) === 0x2d);
}

/** Behind the next end of a comment of either kind; -1 if there is none. */
function endOfComment(value: string, start: number): number {
  for (let index = start; index < value.length; index++) {
    const byte = value.charCodeAt(index);
    if (byte === 0x2a && byteAt(value, index + 1) === 0x2f) return index + 2;
    if (byte === 0x2d && value.startsWith('-->', index)) return index + 3;
  }
  return -1;
}
