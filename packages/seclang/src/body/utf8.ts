/** A code point in UTF-8, as a byte string. */
export function encodeUtf8(code: number): string {
  if (code < 0x80) return String.fromCharCode(code);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), tail(code));
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), tail(code >> 6), tail(code));
  return String.fromCharCode(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}

/**
 * The length of the well-formed multi-byte character at an index of a byte string; 0 if there is none. The bounds are those of RFC 3629,
 * section 4: no overlong forms, no surrogates, nothing above U+10FFFF.
 */
export function sizeOfCharacter(text: string, index: number): number {
  const first = text.charCodeAt(index);
  const size = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (size === 0 || index + size > text.length) return 0;
  const second = text.charCodeAt(index + 1);
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let offset = 2; offset < size; offset++) if ((text.charCodeAt(index + offset) & 0xc0) !== 0x80) return 0;
  return size;
}
