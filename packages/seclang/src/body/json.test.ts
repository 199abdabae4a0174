import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseJson } from './json.ts';

const flat = (text: string) => parseJson(text).arguments.map(({ name, value }) => [name, value]);
const bytes = (text: string) => Buffer.from(text).toString('latin1');

describe('names and values', () => {
  test('are those of ModSecurity 3', () => {
    expect(flat('{"a":{"b":1,"":2},"list":[1,"x",null,true,[1,[2]],{"c":[{"d":1.50e3}]}],"a":3,"e":{},"f":[]}')).toEqual([
      ['json.a.b', '1'],
      ['json.a.empty-key', '2'],
      ['json.list.array_0', '1'],
      ['json.list.array_1', 'x'],
      ['json.list.array_2', ''],
      ['json.list.array_3', 'true'],
      ['json.list.array_4.array_0', '1'],
      ['json.list.array_4.array_1.array_0', '2'],
      ['json.list.array_5.c.array_0.d', '1.50e3'],
      ['json.a', '3'],
    ]);
  });

  test('of a text that is a list, or one value', () => {
    expect(flat('[1,[2],{"a":false}]')).toEqual([
      ['json.array_0', '1'],
      ['json.array_1.array_0', '2'],
      ['json.array_2.a', 'false'],
    ]);
    expect(flat(' "x" ')).toEqual([['json', 'x']]);
    expect(flat('-0.5E+7')).toEqual([['json', '-0.5E+7']]);
  });

  test('keep numbers as they are written', () => {
    expect(flat('[123456789012345678901234567890,1e400,-0]').map(([, value]) => value)).toEqual([
      '123456789012345678901234567890',
      '1e400',
      '-0',
    ]);
  });

  test('have every escape decoded to UTF-8', () => {
    expect(flat('"\\"\\\\\\/\\b\\f\\n\\r\\t\\u003c\\u00e9\\u20AC\\ud83d\\ude00\\u0000"')).toEqual([
      ['json', `"\\/\b\f\n\r\t<${bytes('é€😀')}\0`],
    ]);
  });
});

describe('flags', () => {
  test('members of the same name are noticed, also when one is written in escapes', () => {
    expect(parseJson('{"a":1,"a":2}').hasDuplicateKeys).toBe(true);
    expect(parseJson('{"a":1,"\\u0061":2}').hasDuplicateKeys).toBe(true);
    expect(parseJson('{"a":{"a":1},"b":{"a":1},"__proto__":1}').hasDuplicateKeys).toBe(false);
  });

  test('half a surrogate pair is noticed and written as a question mark', () => {
    for (const text of ['"\\ud800x"', '"\\udc00x"', '"\\ud800\\ud800x"', '"\\ud800\\u0041x"']) {
      expect(parseJson(text), text).toMatchObject({ hasLoneSurrogates: true });
    }
    expect(flat('"\\ud800\\u0041x"')).toEqual([['json', '?Ax']]);
  });
});

describe('errors', () => {
  test.each([
    ...[
      '',
      ' ',
      '{',
      '[',
      '"',
      '"a',
      '{"a"',
      '{"a":',
      '{"a":1',
      '{"a":1,',
      '{"a":1,}',
      '{,}',
      '{a:1}',
      "{'a':1}",
      '[1,]',
      '[,1]',
      '[1 2]',
      '[1}',
      '{"a":1]',
    ],
    ...['1 2', '{} x', 'nul', 'truex', 'True', 'NaN', 'Infinity', '01', '-', '+1', '1.', '.5', '1e', '0x10', '1_0', '// x\n1', '/* */1'],
    ...['"\n"', '"\0"', '"\\x41"', '"\\u00g0"', '"\\u41"', '"\xff"', '"\xc0\x80"', '"\xed\xa0\x80"', '\xef\xbb\xbf1', '\xa01'],
  ])('%j is no JSON text', (text) => {
    expect(parseJson(text).error).toMatch(/JSON/);
  });

  test('values before an error are given, so that they can be inspected', () => {
    expect(parseJson('{"a":"<script>","b":')).toMatchObject({
      arguments: [{ name: 'json.a', value: '<script>' }],
      error: expect.any(String),
    });
  });

  test('no error repeats the text', () => {
    expect(parseJson('{"password":"secret" x').error).not.toMatch(/secret|password/);
  });
});

describe('limits', () => {
  test('depth', () => {
    expect(parseJson('[[1]]', { depth: 2 })).not.toHaveProperty('error');
    expect(parseJson('[[[1]]]', { depth: 2 }).error).toBe('The JSON text is nested deeper than 2 levels');
    expect(parseJson('['.repeat(1_000_000)).error).toMatch('deeper than 512');
  });

  test('values', () => {
    expect(parseJson('[1,2,3]', { arguments: 2 })).toMatchObject({
      arguments: [{ value: '1' }, { value: '2' }],
      error: 'The JSON text has more than 2 values',
    });
  });

  test('names, which one long key would make quadratic', () => {
    const body = parseJson(`{"${'k'.repeat(60_000)}":[${'1,'.repeat(5000)}1]}`);
    expect(body.error).toMatch('names');
    expect(body.arguments.length).toBeLessThan(20);
  });
});

test('agrees with the platform on what is JSON, and on every value', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc
          .array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', '-', '0', '.', 'e', 'null', ' ', '\\', '"'))
          .map((pieces) => pieces.join('')),
      ),
      (text) => {
        let parsed: unknown;
        let isValid = true;
        try {
          parsed = JSON.parse(text);
        } catch {
          isValid = false;
        }
        const body = parseJson(bytes(text), { depth: 10_000 });
        expect(body.error === undefined).toBe(isValid);
        if (isValid && !body.hasDuplicateKeys && !text.includes('__proto__')) expect(body.arguments).toHaveLength(countLeaves(parsed));
      },
    ),
    { numRuns: 2000 },
  );
});

test('never throws, whatever the bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.nat(255).map((byte) => String.fromCharCode(byte)) }), (text) => {
      parseJson(`["${text}"]`);
      parseJson(text);
    }),
  );
});

test.each(['"', '[', '\\u0041', '{"a":', ' ', '1,', '\\'])('many of %j take time in proportion', (piece) => {
  const start = performance.now();
  parseJson(`["${piece.repeat(200_000)}`);
  parseJson(piece.repeat(200_000));
  expect(performance.now() - start).toBeLessThan(5000);
});

function countLeaves(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, member) => sum + countLeaves(member), 0);
}
