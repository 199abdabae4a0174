import { MATCHED, type Operator } from './operator.ts';

/** `@validateUtf8Encoding`: the value is not well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
export const validateUtf8Encoding: Operator = {
  name: 'validateUtf8Encoding',
  compile: () => (value) => (isUtf8(value) ? undefined : MATCHED),
};

function isUtf8(value: string): boolean {
  let index = 0;
  while (index < value.length) {
    const size = value.charCodeAt(index) < 0x80 ? 1 : sizeAt(value, index);
    if (size === 0) return false;
    index += size;
  }
  return true;
}

/** The length of the well-formed multi-byte character at an index; 0 if there is none. The bounds are those of RFC 3629, section 4. */
function sizeAt(value: string, index: number): number {
  const first = value.charCodeAt(index);
  const size = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (size === 0 || index + size > value.length) return 0;
  const second = value.charCodeAt(index + 1);
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let offset = 2; offset < size; offset++) if ((value.charCodeAt(index + offset) & 0xc0) !== 0x80) return 0;
  return size;
}
