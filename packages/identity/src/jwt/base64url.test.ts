import fc from 'fast-check';
import { expect, test } from 'vitest';

import { bytesOf, isUnambiguous, textOf } from './base64url.ts';

const alphabet = fc.constantFrom(...'ABQgwxyz0189-_'.split(''));
const foreign = fc.constantFrom('+', '/', '=', ' ', '\n', '\0', '.', 'é', 'Ł', '\u0141', '\u2041', '😀', '\ud800');
const spelling = fc
  .array(fc.oneof({ weight: 8, arbitrary: alphabet }, foreign), { maxLength: 40 })
  .map((characters) => characters.join(''));

test('exactly the texts that bytes are spelled as are read, and as those bytes', () => {
  fc.assert(
    fc.property(fc.oneof(spelling, fc.uint8Array({ maxLength: 64 }).map(inBase64url)), (text) => {
      const bytes = Buffer.from(text, 'base64url');
      const expected = text !== '' && bytes.toString('base64url') === text ? bytes : undefined;
      expect(isUnambiguous(text) ? bytesOf(text) : undefined).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});

test('bytes are read as a text where they are UTF-8, and nowhere else', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 32 }),
    fc.string({ unit: 'binary', minLength: 1 }).map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(bytes, (written) => {
      expect(textOf(inBase64url(written))).toBe(decode(written));
    }),
    { numRuns: 2000 },
  );
});

test('a text that says the replacement character itself is read', () => {
  expect(textOf(inBase64url(Buffer.from('a\ufffdb')))).toBe('a\ufffdb');
});

test('a text longer than there is room for is not read', () => {
  expect(textOf('A'.repeat(16_384))).toHaveLength(12_288);
  expect(textOf('A'.repeat(16_388))).toBeUndefined();
});

function inBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
