import fc from 'fast-check';
import { expect, test } from 'vitest';

import { bestFit } from './best-fit.ts';
import { urlDecodeMapped } from './url-decode-mapped.ts';
import { urlDecodeUni } from './url-decode-uni.ts';

test('with the map that is built in it is t:urlDecodeUni, whatever the value', () => {
  const mapped = urlDecodeMapped(bestFit);
  const piece = fc.constantFrom('%', '%u', '%U', 'u', '00', '25', '41', 'ff1c', '2039', 'g', '+', '%41', '\xff');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const value = pieces.join('');
      expect(mapped.apply(value)).toBe(urlDecodeUni.apply(value));
    }),
    { numRuns: 2000 },
  );
});

test('with another map a character is what that says, and nothing is decoded twice', () => {
  const mapped = urlDecodeMapped((code) => (code === 0x2039 ? 0x3c : code === 0x0100 ? 0x25 : undefined));
  expect(mapped.apply('%u2039a+%41')).toBe('<a A');
  expect(mapped.apply('%u010041')).toBe('%41');
  expect(mapped.apply('%u0142')).toBe('B');
  expect(mapped.apply('plain')).toBe('plain');
});
