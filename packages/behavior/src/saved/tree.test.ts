import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { decodeTree, encodeTree } from './tree.ts';

const columns = fc.oneof(
  fc.uint8Array(),
  fc.uint16Array(),
  fc.uint32Array(),
  fc.int32Array(),
  fc.float32Array({ noNaN: true }),
  fc.float64Array({ noNaN: true }),
);
const trees = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 'text', 1.5, ''),
    columns,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ maxLength: 5 }).filter((name) => name !== '$' && name !== '__proto__'),
      tie('tree'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).tree;

/** Bytes of a tree whose JSON is this text, with some zeros for columns. */
function bytesOf(json: string, zeros = 16): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(json));
  const padding = Buffer.alloc((8 - ((4 + Buffer.byteLength(json)) % 8)) % 8);
  return Buffer.concat([length, Buffer.from(json), padding, Buffer.alloc(zeros)]);
}

test('a tree is the same after it was written and read', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      expect(decodeTree(encodeTree(tree))).toEqual(tree);
    }),
  );
});

test('columns that were read are their own, not the bytes they were read from', () => {
  const bytes = encodeTree([Uint8Array.of(1, 2)]);
  const [column] = decodeTree(bytes) as [Uint8Array];
  bytes.fill(9);
  expect([...column]).toEqual([1, 2]);
});

test('whatever bytes are read, it is a tree or an Error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      try {
        decodeTree(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
  );
});

describe('refused is', () => {
  test.each([
    ['nothing', new Uint8Array(), 'too short'],
    ['less than it says', Uint8Array.of(9, 0, 0, 0, 1), 'shorter than it says'],
    ['no JSON', bytesOf('{'), 'JSON'],
    ['a column beyond the end', bytesOf('{"$":[0,0,17]}'), 'does not hold'],
    ['a column that begins beyond the end', bytesOf('{"$":[5,16,1]}'), 'does not hold'],
    ['a column of no kind', bytesOf('{"$":[6,0,1]}'), 'does not hold'],
    ['a column before the start', bytesOf('{"$":[0,-1,1]}'), 'does not hold'],
    ['a column that is none', bytesOf('{"$":{"length":3}}'), 'does not hold'],
    ['a column of a fraction', bytesOf('{"$":[0,0.5,1]}'), 'does not hold'],
    ['what is too deep', bytesOf(`${'['.repeat(40)}0${']'.repeat(40)}`), 'deeper than 32'],
  ])('%s', (_what, bytes, reason) => expect(() => decodeTree(bytes)).toThrow(reason));

  test('a tree to write that is too deep', () => {
    let deep: unknown = 0;
    for (let depth = 0; depth < 40; depth++) deep = [deep];
    expect(() => encodeTree(deep)).toThrow('deeper than 32');
  });
});

test('a member that is called like the prototype stays a member', () => {
  const tree = decodeTree(bytesOf('{"__proto__":{"a":1},"b":2}')) as object;
  expect(Object.hasOwn(tree, '__proto__')).toBe(true);
  expect(Object.getPrototypeOf(tree)).toBe(Object.prototype);
});
