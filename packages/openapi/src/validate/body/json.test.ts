import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { bytes } from '../../../test/fixtures.ts';
import { parseJsonText, readJsonBody } from './json.ts';

describe('JSON that is refused', () => {
  test.each([
    ['a name twice', '{"a":1,"a":2}', '/a', 'must not stand twice in one object'],
    ['a name twice in different spelling', '{"a":1,"\\u0061":2}', '/a', 'must not stand twice in one object'],
    ['a name twice further in', '[0,{"b":{"a/":1,"a/":2}}]', '/1/b/a~1', 'must not stand twice in one object'],
    ['a name twice with text like structure between', '{"a":"},{\\"","b":["]"],"a":1}', '/a', 'must not stand twice in one object'],
    ['__proto__', '{"a":[{"__proto__":{}}]}', '/a/0/__proto__', 'has a name that is not accepted'],
    ['__proto__ in disguise', '{"\\u005f_proto__":{}}', '/__proto__', 'has a name that is not accepted'],
    ['a byte order mark', '\uFEFF{}', '', 'must not start with a byte order mark'],
    ['nothing', '', '', 'must be JSON'],
    ['two values', '{}{}', '', 'must be JSON'],
    ['a comment', '{}//', '', 'must be JSON'],
    ['a string that is not closed', '{"a', '', 'must be JSON'],
    ['NaN', 'NaN', '', 'must be JSON'],
  ])('%s', (_, text, pointer, message) => {
    expect(parseJsonText(text)).toEqual({ pointer, message });
  });

  test('what is not UTF-8', () => {
    for (const wrong of [
      [0x22, 0xff, 0x22],
      [0x22, 0xc0, 0xaf, 0x22],
      [0xff, 0xfe, 0x7b, 0x00],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
    ]) {
      expect(readJsonBody(new Uint8Array(wrong))).toEqual({ pointer: '', message: 'must be UTF-8' });
    }
  });

  test('what is nested deeper than 64 levels, and nothing less deep', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(parseJsonText(nested(64))).toHaveProperty('value');
    expect(parseJsonText(nested(65))).toHaveProperty('message', 'must not be nested deeper than 64 levels');
    expect(parseJsonText('{"a":'.repeat(1_000_000))).toHaveProperty('message', 'must not be nested deeper than 64 levels');
  });
});

test('the same name in neighbouring objects, or as name and value, is no repetition', () => {
  expect(parseJsonText('[{"a":"a"},{"a":"a","b":{"a":["a","a"]}}]')).toEqual({ value: [{ a: 'a' }, { a: 'a', b: { a: ['a', 'a'] } }] });
});

test('every other JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      if (text.includes('__proto__')) return;
      expect(parseJsonText(text)).toEqual({ value: JSON.parse(text) });
    }),
    { numRuns: 1000 },
  );
});

test('a name that is repeated anywhere is found', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1, maxKeys: 5 }),
      fc.jsonValue(),
      fc.nat(),
      (object, value, pick) => {
        const names = Object.keys(object);
        const name = names[pick % names.length] ?? '';
        const text = `[1,${JSON.stringify(object).slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}]`;
        expect(parseJsonText(text)).toHaveProperty('message');
      },
    ),
  );
});

test('no bytes make it throw, and what it accepts JSON.parse accepts', () => {
  const pieces = fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '1', '"a"', 'null', ' ', '\\u0061', '\ud800'), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 50 }),
        pieces.map((parts) => bytes(parts.join(''))),
      ),
      (input) => {
        const parsed = readJsonBody(input);
        if ('value' in parsed) expect(parsed.value).toEqual(JSON.parse(new TextDecoder().decode(input)));
      },
    ),
    { numRuns: 3000 },
  );
});
