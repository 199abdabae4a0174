import { isSpace } from './bytes.ts';

/** Where the first byte stands that is not white space; the length if there is none. */
export function startOfText(value: string): number {
  let start = 0;
  while (start < value.length && isSpace(value.charCodeAt(start))) start++;
  return start;
}

/** Behind the last byte that is not white space; 0 if there is none. */
export function endOfText(value: string): number {
  let end = value.length;
  while (end > 0 && isSpace(value.charCodeAt(end - 1))) end--;
  return end;
}
