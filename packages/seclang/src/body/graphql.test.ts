import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseGraphql, withDocuments } from './graphql.ts';
import { readGraphql } from './graphql-document.ts';

const LIMITS = { depth: 32, arguments: 1000 };
const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const strings = (text: string) => readGraphql(text, 100)?.strings.map(({ name, value }) => [name, value]);

describe('the texts of a document', () => {
  test.each<[string, string[][]]>([
    ['{ a(b: "c") }', [['b', 'c']]],
    [
      'query Q($x: [String] = ["d", "e"]) { a(b: $x) }',
      [
        ['x', 'd'],
        ['x', 'e'],
      ],
    ],
    [
      '{ a(b: {c: "d", e: [{f: "g"}]}) }',
      [
        ['c', 'd'],
        ['f', 'g'],
      ],
    ],
    ['{ a(b: "\\u0027 or\\u{20}1\\n\\"") }', [['b', '\' or 1\n"']]],
    ['{ a(b: """block "text" \\""" end""") }', [['b', 'block "text" """ end']]],
    ['{ a @include(if: true) { b(c: "") } }', [['c', '']]],
    ['\xef\xbb\xbf{a(b:"c")}', [['b', 'c']]],
    ['mutation{a(b:"c",d:1.5e-3,e:ENUM,f:null)}fragment F on X{a}', [['b', 'c']]],
    [bytes('{ a(b: "ü\\u00fc") }'), [['b', bytes('üü')]]],
  ])('%j', (document, expected) => {
    expect(strings(document)).toEqual(expected);
  });
});

describe('no document, so that all of it stays a value', () => {
  test.each([
    '',
    'a',
    "'",
    '"query"',
    'select 1',
    '{',
    '}',
    '{a}}',
    '{a(b:"c"}',
    '{a(b:"c)}',
    '{a(b:"\n")}',
    '{a(b:"""c)}',
    '{a(b:"\\x")}',
    '{a(b:"\\u00g0")}',
    '{a(b:"\\u{110000}")}',
    "{a} ' or 1=1",
    '{a} or 1=1',
    '{a; b}',
    '{a < b}',
    '{"a": 1}',
    '{a "text"}',
    '{a: "text"}',
    '{a(b:`id`)}',
    '{a/*comment*/}',
    '{{7*7}}',
    '{a\u0000}',
    '{a}\\',
  ])('%j', (text) => {
    expect(readGraphql(text, 100)).toBeUndefined();
  });

  test('more texts than the limit', () => {
    expect(readGraphql(`{a(b:[${'"c" '.repeat(11)}])}`, 10)).toBeUndefined();
  });
});

test('depth, aliases, directives and fields are counted where a server would', () => {
  const counted = (text: string) => {
    const { depth, aliases, directives, fields } = readGraphql(text, 100) ?? {};
    return [depth, aliases, directives, fields];
  };
  expect(counted('{a{b{c}d}e}')).toEqual([3, 0, 0, 5]);
  expect(counted('{a(x:{y:{z:1}}){b}}')).toEqual([2, 0, 0, 2]);
  expect(counted('{x:a y:b(c:1) z:d}')).toEqual([1, 3, 0, 3]);
  expect(counted('query @a {b @c(d:1) @e}')).toEqual([1, 0, 3, 1]);
});

test('a document gives place to its skeleton, its texts and its counts', () => {
  const body = JSON.stringify({ query: '{ a(b: "c") # "d"\n}', variables: { x: { y: "it's" } }, other: { query: '{a(b:"c")}' } });
  expect(parseGraphql(body, true, LIMITS).arguments.map(({ name, value }) => `${name}=${value}`)).toEqual([
    'json.query={ a(b: "") # "d"\n}',
    "json.variables.x.y=it's",
    'json.other.query={a(b:"c")}',
    'graphql.argument.b=c',
    'graphql.depth=1',
    'graphql.aliases=0',
    'graphql.directives=0',
    'graphql.fields=1',
  ]);
});

test('the documents of a batch are read, those of nested arrays are not', () => {
  const names = (body: unknown) => parseGraphql(JSON.stringify(body), true, LIMITS).arguments.map(({ name }) => name);
  expect(names([{ query: '{a}' }, { query: '{a(b:"c")}' }])).toContain('graphql.argument.b');
  expect(names([[{ query: '{a(b:"c")}' }]])).not.toContain('graphql.argument.b');
});

test('JSON without a document, and what is no JSON, are told as they are', () => {
  expect(parseGraphql('{"query":"O\'Brien","a":1}', true, LIMITS).arguments).toEqual([
    { name: 'json.query', value: "O'Brien" },
    { name: 'json.a', value: '1' },
  ]);
  expect(parseGraphql('{"a":', true, LIMITS).error).toBeDefined();
  expect(parseGraphql("' or 1=1", false, LIMITS).arguments).toEqual([{ name: 'query', value: "' or 1=1" }]);
});

test('values beyond the limit are an error, not silence', () => {
  const found = withDocuments([{ name: 'query', value: `{a(b:[${'"c" '.repeat(9)}])}` }], 10);
  expect(found.arguments.length).toBe(10);
  expect(found.error).toContain('more than 10 values');
});

test('whatever stands outside of the texts of a document is no quotation mark, and no text is lost', () => {
  const piece = fc.constantFrom(
    ...'{}()[]:@$!&|="\\#\n\'`;<>/*-., '.split(''),
    'a',
    'query',
    '"b"',
    '"""c"""',
    '1',
    '{a(b:"',
    '")}',
    '\\"',
    '...',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = `{a${pieces.join('')}`;
      const document = readGraphql(text, 100);
      if (document === undefined) return;
      const bare = document.skeleton.replaceAll(/#[^\n\r]*/g, '').replaceAll('""', '');
      expect(bare).toMatch(/^[\w\s{}()[\]:@$!&|=.,+-]*$/);
      expect(document.skeleton.split('""').length).toBeGreaterThan(document.strings.length);
    }),
    { numRuns: 20_000 },
  );
});

test('a long document takes time in proportion to its length', () => {
  const time = (count: number) => {
    const startedAt = performance.now();
    readGraphql(`{a(b:[${'"\\n" '.repeat(count)}])${'{a'.repeat(count)}${'}'.repeat(count)}}`, 1_000_000);
    return performance.now() - startedAt;
  };
  time(10_000);
  expect(time(100_000)).toBeLessThan(Math.max(2000, 60 * time(10_000)));
});
