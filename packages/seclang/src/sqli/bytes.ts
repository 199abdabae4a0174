/** What a byte may begin or continue in SQL. Values are byte strings, so 256 entries are all there is. */
const WORD = 1;
const DIGIT = 2;
const SPACE = 4;
const HEX = 8;

const CLASS = new Uint8Array(256);

for (let byte = 0; byte <= 0x20; byte++) mark(byte, SPACE);
mark(0x7f, SPACE);
for (let byte = 0x80; byte <= 0xff; byte++) mark(byte, WORD);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$') mark(character.charCodeAt(0), WORD);
for (const character of '0123456789') mark(character.charCodeAt(0), DIGIT | WORD | HEX);
for (const character of 'abcdefABCDEF') mark(character.charCodeAt(0), HEX);

export function isWord(byte: number): boolean {
  return ((CLASS[byte] ?? 0) & WORD) !== 0;
}

export function isDigit(byte: number): boolean {
  return ((CLASS[byte] ?? 0) & DIGIT) !== 0;
}

export function isHexDigit(byte: number): boolean {
  return ((CLASS[byte] ?? 0) & HEX) !== 0;
}

/**
 * Whether databases skip the byte at `index` between tokens. Besides the control characters (NUL among them: some layers drop it, others
 * pass it on) that is 0xA0 where it cannot be a part of a character in UTF-8.
 */
export function isSpaceAt(value: string, index: number): boolean {
  const byte = value.charCodeAt(index);
  if (byte === 0xa0) return index === 0 || value.charCodeAt(index - 1) < 0x80 || value.charCodeAt(index - 1) === 0xa0;
  return ((CLASS[byte] ?? 0) & SPACE) !== 0;
}

function mark(byte: number, bits: number): void {
  CLASS[byte] = (CLASS[byte] ?? 0) | bits;
}
