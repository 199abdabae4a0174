import { deflateRawSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { packState, packStateInParts, type Section, unpackState } from './container.ts';

const SECTIONS: readonly Section[] = [
  { name: 'head', value: { key: 'k' } },
  { name: 'callers', value: { keys: Uint32Array.of(1, 2, 3), names: ['ä', ''] } },
];
const file = packState(SECTIONS);
const read = (bytes: Uint8Array): readonly Section[] => [...unpackState(bytes)];
const changed = (at: number, ...bytes: readonly number[]): Uint8Array => {
  const copy = Uint8Array.from(file);
  copy.set(bytes, at);
  return copy;
};

test('sections come back as they were, in their order, written at once or in parts', async () => {
  expect(read(file)).toEqual(SECTIONS);
  const parts: Uint8Array[] = [];
  for await (const part of packStateInParts(SECTIONS)) parts.push(part);
  expect(Buffer.concat(parts)).toEqual(Buffer.from(file));
});

test('a file that was cut off anywhere is refused before anything of it is given', () => {
  for (let length = 0; length < file.length; length++) {
    expect(() => unpackState(file.subarray(0, length))).toThrow(/saved state/);
  }
});

test('a file of which any bit is wrong is refused before anything of it is given', () => {
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.nat(7), (at, bit) => {
      expect(() => unpackState(changed(at, (file[at] ?? 0) ^ (1 << bit)))).toThrow(/saved state/);
    }),
  );
});

describe('it is said why a file is refused:', () => {
  test.each([
    ['it is none', Buffer.from('something else that is long enough'), 'not the saved state'],
    ['its version', changed(16, 9), 'has version 9, expected 4 or 2'],
    ['the order of its bytes', changed(20, 1, 2, 3, 4), 'order of bytes'],
    ['it ends too early', file.subarray(0, file.length - 1), 'cut off'],
    ['it goes on after its end', Buffer.concat([file, Buffer.alloc(1)]), 'after its end'],
    ['a section that is longer than the file', changed(24 + 8, 255, 255, 255, 0), 'longer than it can be'],
    ['a section that is larger than any', changed(24 + 4, 255, 255, 255, 255), 'longer than it can be'],
    ['a checksum', changed(file.length - 30, 0x55), 'checksum'],
  ])('%s', (_what, bytes, reason) => expect(() => unpackState(bytes)).toThrow(reason));
});

test('a section that becomes larger than it says is not inflated further', () => {
  const bomb = deflateRawSync(Buffer.alloc(10_000_000));
  const body = Buffer.concat([Buffer.from('bomb'), bomb]);
  const [head, end] = [file.subarray(0, 24), packState([]).subarray(24)];
  const numbers = Buffer.alloc(16);
  for (const [index, number] of [4, 100, bomb.length].entries()) numbers.writeUInt32LE(number, 4 * index);
  numbers.writeUInt32LE(crc(Buffer.concat([numbers.subarray(0, 12), body])), 12);
  expect(() => read(Buffer.concat([head, numbers, body, end]))).toThrow(/the section "bomb" of this saved state is damaged/);
});

/** CRC-32 (ISO 3309), bit by bit. */
function crc(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ ((sum & 1) === 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
