import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDictionary, parseItem, parseList } from './parse.ts';
import { serializeDictionary, serializeItem, serializeList } from './serialize.ts';
import type { BareItem, Item, Member, Parameters } from './types.ts';

const item = (text: string) => {
  const parsed = parseItem(text);
  return parsed.ok ? serializeItem(parsed.value) : undefined;
};
const list = (text: string) => {
  const parsed = parseList(text);
  return parsed.ok ? serializeList(parsed.value) : undefined;
};
const dictionary = (text: string) => {
  const parsed = parseDictionary(text);
  return parsed.ok ? serializeDictionary(parsed.value) : undefined;
};

describe('the examples of RFC 9651 are read and written in the one way', () => {
  test.each([
    ['sugar, tea, rum', 'sugar, tea, rum'],
    ['("foo" "bar"), ("baz"), ("bat" "one"), ()', '("foo" "bar"), ("baz"), ("bat" "one"), ()'],
    ['("foo"; a=1;b=2);lvl=5, ("bar" "baz");lvl=1', '("foo";a=1;b=2);lvl=5, ("bar" "baz");lvl=1'],
    ['abc;a=1;b=2; cde_456, (ghi;jk=4 l);q="9";r=w', 'abc;a=1;b=2;cde_456, (ghi;jk=4 l);q="9";r=w'],
    ['', ''],
  ])('list %j', (text, written) => expect(list(text)).toBe(written));

  test.each([
    ['en="Applepie", da=:w4ZibGV0w6ZydGU=:', 'en="Applepie", da=:w4ZibGV0w6ZydGU=:'],
    ['a=?0, b, c; foo=bar', 'a=?0, b, c;foo=bar'],
    ['rating=1.5, feelings=(joy sadness)', 'rating=1.5, feelings=(joy sadness)'],
    ['a=(1 2), b=3, c=4;aa=bb, d=(5 6);valid', 'a=(1 2), b=3, c=4;aa=bb, d=(5 6);valid'],
    ['a=1,b=2,a=3', 'a=3, b=2'],
    ['foo=1 , \tbar=2', 'foo=1, bar=2'],
  ])('dictionary %j', (text, written) => expect(dictionary(text)).toBe(written));

  test.each([
    ['5; foourl="https://foo.example.com/"', '5;foourl="https://foo.example.com/"'],
    ['0042', '42'],
    ['-0', '0'],
    ['4.5', '4.5'],
    ['1.0', '1.0'],
    ['1.230', '1.23'],
    ['-0.0', '0.0'],
    ['"hello \\"world\\" \\\\"', '"hello \\"world\\" \\\\"'],
    ['foo123/456', 'foo123/456'],
    [':cHJldGVuZCB0aGlzIGlzIGJpbmFyeSBjb250ZW50Lg==:', ':cHJldGVuZCB0aGlzIGlzIGJpbmFyeSBjb250ZW50Lg==:'],
    ['?1', '?1'],
    ['@1659578233', '@1659578233'],
    ['%"This is intended for display to %c3%bcsers."', '%"This is intended for display to %c3%bcsers."'],
  ])('item %j', (text, written) => expect(item(text)).toBe(written));
});

describe('what is no structured field is refused', () => {
  const items = [
    '',
    '"',
    '"a',
    '"\\x"',
    '"é"',
    '"a"b',
    '1 2',
    '1.',
    '.5',
    '1.2345',
    '1234567890123456',
    '1234567890123.0',
    '--1',
    '+1',
    '1e3',
  ];
  const more = [
    ':a:',
    ':YQ:',
    ':YR==:',
    ':YQ==',
    '?2',
    '?',
    '@1.5',
    '@',
    '%"',
    '%"%C3%BC"',
    '%"%ff"',
    'a;A=1',
    'a;=1',
    'a;b=',
    '(1 2)',
    'é',
    '\t1',
    '1\t',
    '1\n',
  ];
  test.each([...items, ...more])('item %j', (text) => expect(item(text)).toBeUndefined());
  test.each([',', 'a,', 'a,,b', '(a', '(a,b)', '(a"b")', '((a))', 'a b', '(a)b'])('list %j', (text) => expect(list(text)).toBeUndefined());
  test.each(['a=', 'A=1', '1=1', 'a=1 b=2', 'a=1,', 'a==1', '=1'])('dictionary %j', (text) => expect(dictionary(text)).toBeUndefined());
  test('more text than any header has', () => expect(list(`a${', a'.repeat(30_000)}`)).toBeUndefined());
});

const key = fc.stringMatching(/^[a-z*][a-z0-9_.*-]{0,8}$/);
const bare: fc.Arbitrary<BareItem> = fc.oneof(
  fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }).map((value) => ({ type: 'integer' as const, value: value || 0 })),
  fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }).map((value) => ({ type: 'decimal' as const, value: value || 0 })),
  fc.stringMatching(/^[\x20-\x7e]{0,12}$/).map((value) => ({ type: 'string' as const, value })),
  fc.stringMatching(/^[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]{0,8}$/).map((value) => ({ type: 'token' as const, value })),
  fc.uint8Array({ maxLength: 12 }).map((value) => ({ type: 'bytes' as const, value: Buffer.from(value) })),
  fc.boolean().map((value) => ({ type: 'boolean' as const, value })),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((value) => ({ type: 'display' as const, value: value.toWellFormed() })),
);
const parameters: fc.Arbitrary<Parameters> = fc.array(fc.tuple(key, bare), { maxLength: 3 }).map((entries) => new Map(entries));
const anItem: fc.Arbitrary<Item> = fc.record({ bare, parameters });
const member: fc.Arbitrary<Member> = fc.oneof(anItem, fc.record({ items: fc.array(anItem, { maxLength: 3 }), parameters }));

test('what is written is read as the same value', () => {
  const dictionaries = fc.array(fc.tuple(key, member), { maxLength: 4 }).map((entries) => new Map(entries));
  fc.assert(
    fc.property(dictionaries, (value) => {
      expect(parseDictionary(serializeDictionary(value))).toEqual({ ok: true, value });
    }),
  );
});

test('what is read is written in a way that is read as the same; nothing throws', () => {
  const hostile = fc.array(
    fc.constantFrom('a', 'b', '=', ',', ';', '(', ')', '"', '\\', ':', '?', '@', '%', '1', '.', '-', ' ', '\t', 'YQ==', '\u0000', 'é'),
    { maxLength: 24 },
  );
  fc.assert(
    fc.property(
      hostile.map((parts) => parts.join('')),
      (text) => {
        for (const write of [item, list, dictionary]) {
          const once = write(text);
          if (once !== undefined) expect(write(once)).toBe(once);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('time grows with the text, not faster', () => {
  const texts = (length: number) => [
    '"'.padEnd(length, '\\"'),
    `a${';a'.repeat(length / 2)}`,
    '('.repeat(length),
    `(${' '.repeat(length)}`,
    `a=${'1'.repeat(length)}`,
    `:${'a'.repeat(length)}`,
  ];
  const fastest = (length: number) =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const startedAt = performance.now();
        for (const text of texts(length)) for (const read of [parseItem, parseList, parseDictionary]) read(text);
        return performance.now() - startedAt;
      }),
    );
  fastest(2000);
  // Twenty times the text takes four hundred times as long where time is quadratic.
  expect(fastest(40_000) / fastest(2000)).toBeLessThan(150);
});
