import { scratch, text } from './bytes.ts';

const SLASH = 0x2f;
const DOT = 0x2e;

/**
 * Normalises a path segment by segment, byte for byte as ModSecurity does: a reference to the parent removes the segment before it, never
 * climbs above the root of an absolute path, and stays at the start of a relative one; a final slash stays, none is added. Linear: a
 * reference to the parent only walks back over what it removes.
 */
export function normalise(value: string): string {
  // One segment that does not end in a dot.
  if (!value.includes('/') && !value.endsWith('.')) return value;
  const bytes = scratch(value.length);
  const end = value.length - 1;
  const isRelative = value.charCodeAt(0) !== SLASH;
  let source = 0;
  let length = 0;
  let isAtRoot = false;
  while (source <= end) {
    const isLast = source === end;
    const byte = value.charCodeAt(source);
    if (isLast || value.charCodeAt(source + 1) === SLASH) {
      const before = length > 0 ? (bytes[length - 1] as number) : -1;
      if (byte === DOT && before === DOT) {
        if (isRelative && (isAtRoot || length <= 2)) {
          isAtRoot = true;
        } else {
          length = startOfParent(bytes, length);
          if (length === 0) {
            isAtRoot = true;
            if (!isRelative && isLast) length = 1;
          }
          if (isLast) break;
          source++;
        }
      } else if (byte === DOT && (before === -1 || before === SLASH)) {
        if (isLast) break;
        if (before === SLASH) length--;
        source++;
      } else if (byte !== DOT && length > 0 && (isLast || byte !== SLASH)) {
        isAtRoot = false;
      }
    }
    if (value.charCodeAt(source) === SLASH) {
      while (source < end && value.charCodeAt(source + 1) === SLASH) source++;
      if (isRelative && length === 0) {
        source++;
        continue;
      }
    }
    bytes[length++] = value.charCodeAt(source++);
  }
  if (value.charCodeAt(end) !== SLASH && length > 0 && bytes[length - 1] === SLASH) length--;
  const result = text(bytes, length);
  return result === value ? value : result;
}

/** Where the slash stands before the segment that the two dots at the end of what is written refer to; 0 at the root. */
function startOfParent(bytes: Buffer, length: number): number {
  let at = length - 3;
  while (at > 0 && bytes[at] !== SLASH) at--;
  return Math.max(at, 0);
}
