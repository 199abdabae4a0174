import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { decodeBody, isKnownCoding } from './decode-body.ts';

const ENCODERS = { gzip: gzipSync, 'x-gzip': gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync };

test.each(Object.entries(ENCODERS))('%s is undone, to the last byte', (coding, encode) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (body) => {
      expect(Buffer.from(decodeBody(encode(body), coding, 2000)).equals(Buffer.from(body))).toBe(true);
    }),
  );
});

test('deflate without the wrapper of zlib is undone as well', () => {
  expect(decodeBody(deflateRawSync('abc'), 'deflate', 10)).toEqual(Buffer.from('abc'));
});

test.each(Object.entries(ENCODERS))('%s that would grow beyond the bound is not decoded any further', (coding, encode) => {
  const bomb = encode(Buffer.alloc(50_000_000));
  expect(bomb.length).toBeLessThan(100_000);
  expect(decodeBody(bomb, coding, 1000)).toBe('too-large');
});

test.each([...Object.keys(ENCODERS)])('what is not %s, or not all of it, is told and never thrown', (coding) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (body) => {
      const decoded = decodeBody(body, coding, 1000);
      expect(typeof decoded === 'string' ? ['encoding', 'too-large'] : [decoded.length <= 1000]).toContain(
        typeof decoded === 'string' ? decoded : true,
      );
    }),
  );
  const encoded = ENCODERS[coding as keyof typeof ENCODERS](Buffer.from('x'.repeat(1000)));
  expect(decodeBody(encoded.subarray(0, encoded.length - 4), coding, 1000)).toBe('encoding');
});

test.each([undefined, '', 'identity', ' Identity '])('a body in the coding %j stays as it is', (coding) => {
  expect(isKnownCoding(coding)).toBe(true);
  expect(decodeBody(Buffer.from('abc'), coding, 1)).toEqual(Buffer.from('abc'));
});

test.each(['gzip, br', 'gzip,', 'compress', 'aws-chunked', 'constructor'])('%j is no coding that can be undone', (coding) => {
  expect(isKnownCoding(coding)).toBe(false);
});
