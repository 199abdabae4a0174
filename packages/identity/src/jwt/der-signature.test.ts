import { generateKeyPairSync, sign, verify } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { derSignature } from './der-signature.ts';

describe.each([
  ['P-256', 'sha256', 32],
  ['P-384', 'sha384', 48],
  ['P-521', 'sha512', 66],
] as const)('%s', (namedCurve, digest, bytes) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });

  test('a signature verifies in this form as it does in its own, and one with a wrong bit does not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(2 * bytes * 8 - 1), (data, bit) => {
        const signature = sign(digest, data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
        const wrong = Buffer.from(signature);
        wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const check = (bytesOf: Uint8Array): boolean => verify(digest, data, publicKey, derSignature(bytesOf, bytes) ?? Buffer.alloc(0));
        return check(signature) && !check(wrong);
      }),
      { numRuns: 60 },
    );
  });

  test('any numbers are judged as the platform judges them side by side', () => {
    const numbers = fc.oneof(
      fc.uint8Array({ minLength: bytes, maxLength: bytes }),
      fc.constant(new Uint8Array(bytes)),
      fc.constant(new Uint8Array(bytes).fill(255)),
    );
    fc.assert(
      fc.property(numbers, numbers, (r, s) => {
        const signature = Buffer.concat([r, s]);
        const own = verify(digest, Buffer.from('x'), { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
        return verify(digest, Buffer.from('x'), publicKey, derSignature(signature, bytes) ?? Buffer.alloc(0)) === own;
      }),
      { numRuns: 60 },
    );
  });

  test.each([0, 1, 2 * bytes - 1, 2 * bytes + 1])('%i bytes are no signature', (length) => {
    expect(derSignature(new Uint8Array(length), bytes)).toBeUndefined();
  });
});
