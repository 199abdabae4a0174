import { expect, test } from 'vitest';

import { urlDecodeUniBy } from './url-decode-uni.ts';

test('with another map a character is what that says, and nothing is decoded twice', () => {
  const mapped = urlDecodeUniBy((code) => (code === 0x2039 ? 0x3c : code === 0x0100 ? 0x25 : undefined));
  expect(mapped.apply('%u2039a+%41')).toBe('<a A');
  expect(mapped.apply('%u010041')).toBe('%41');
  expect(mapped.apply('%u0142')).toBe('B');
  expect(mapped.apply('plain')).toBe('plain');
});
