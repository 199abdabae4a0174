import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Data, Key } from '../document/data.ts';
import { evaluate } from './evaluate.ts';
import { JsonPathError } from './json-path.ts';
import { parseJsonPath } from './parse.ts';
import { traverse } from './traverse.ts';

function chosen(document: Data, ...paths: readonly string[]): readonly string[] {
  const found: string[] = [];
  const listeners = paths.map((source) => ({
    path: parseJsonPath(source),
    found: ({ path, value }: { path(): Key[]; value: Data }) => void found.push(`${path().join('/')}=${JSON.stringify(value)}`),
  }));
  traverse(document, listeners);
  return [...new Set(found)].sort();
}

const DOCUMENT: Data = {
  info: { title: 'T', 'x-y': 1 },
  paths: { '/a': { get: { tags: ['p', 'q', 'r'], type: 'array' }, put: {} }, '/b': { get: { type: ['array', 'null'] } } },
};

test('what follows behind a parent is looked for once, however many children lead up to it', () => {
  const document = { a: Array.from({ length: 2000 }, (_, at) => ({ b: at })) };
  // Followed from each child, this takes hours.
  expect(chosen(document, '$.a[*]^[*]^[*]^[*]')).toHaveLength(2000);
  expect(evaluate(parseJsonPath('$.a[*]^[*]^[*]^[*]'), document)).toHaveLength(2000);
});

describe('paths', () => {
  test.each<[string, readonly string[]]>([
    ['$.info.title', ['info/title="T"']],
    ['$.info.x-y', ['info/x-y=1']],
    ["$.info['x-y']", ['info/x-y=1']],
    ['$.paths[*]~', ['paths//a="/a"', 'paths//b="/b"']],
    ['$.paths[*][get,put].type', ['paths//a/get/type="array"', 'paths//b/get/type=["array","null"]']],
    ['$..tags[0]', ['paths//a/get/tags/0="p"']],
    ['$..tags[0,2]', ['paths//a/get/tags/0="p"', 'paths//a/get/tags/2="r"']],
    ['$..tags[1:]', ['paths//a/get/tags/1="q"', 'paths//a/get/tags/2="r"']],
    ['$..tags[-1:]', ['paths//a/get/tags/2="r"']],
    ['$..tags[(@.length-1)]', ['paths//a/get/tags/2="r"']],
    ['$..tags[::2]', ['paths//a/get/tags/0="p"', 'paths//a/get/tags/2="r"']],
    ["$..[?(@ === 'q')]", ['paths//a/get/tags/1="q"']],
    ["$..[?(@ && @.type == 'array')].type", ['paths//a/get/type="array"']],
    ['$..[?(@ && @.type && @.type.constructor.name === "Array" && @.type.includes("null"))].type', ['paths//b/get/type=["array","null"]']],
    ['$.paths[?(@property.match(/^.a$/))].put', ['paths//a/put={}']],
    ["$.paths[*][?(@property === 'put' || @property in ['head'])]", ['paths//a/put={}']],
    ["$..[?(@parentProperty === 'tags' && @ > 'p')]", ['paths//a/get/tags/1="q"', 'paths//a/get/tags/2="r"']],
    ["$..[?(@property === 'title')]^", ['info={"title":"T","x-y":1}']],
    ["$..[?(@property === 'title')]^.x-y", ['info/x-y=1']],
    ['$.info[?(!@.length)]', ['info/x-y=1']],
    ['$.info[?(typeof @ === "number" ? true : false)]', ['info/x-y=1']],
    ['$.info[@string()]', ['info/title="T"']],
    ['$.nothing.here', []],
    ['$.info.title.length', []],
    ['$.info.constructor', []],
  ])('%s chooses %j', (path, expected) => {
    expect(chosen(DOCUMENT, path)).toEqual([...expected].sort());
  });

  test.each([
    '',
    'paths',
    '$.',
    '$[',
    '$.a[?(',
    '$.a[?(@.b',
    '$.a~.b',
    '$["a]',
    '$.a[?(process.exit())]',
    '$.a[?(@.b.map(1))]',
    '$.a[?(@ ~= "(")]x',
  ])('refuses %j', (path) => {
    expect(() => parseJsonPath(path)).toThrow(JsonPathError);
  });

  test('a filter that asks for members of what has none does not fail', () => {
    expect(chosen({ a: null, b: 1 }, '$[?(@.x.y.z === 1)]')).toEqual([]);
  });

  test('one pass over a document finds what each path alone finds in it', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const value: fc.Arbitrary<Data> = fc.letrec<{ value: Data }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<Data>(1, 'a', null),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
      ),
    })).value;
    const step = fc.oneof(
      name.map((one) => `.${one}`),
      name.map((one) => `..${one}`),
      fc.constantFrom(
        '[*]',
        '..[*]',
        '[a,b]',
        '..[a,b]',
        '[0]',
        '[1:]',
        '[?(@.a)]',
        "..[?(@ && @.b && @property !== 'a')]",
        '..[?(@.length > 1)]',
      ),
    );
    const path = fc
      .tuple(fc.array(step, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '~', '^'))
      .map(([steps, end]) => `$${steps.join('')}${end}`);
    fc.assert(
      fc.property(value, fc.array(path, { minLength: 1, maxLength: 3 }), (document, paths) => {
        const alone = paths.flatMap((one) =>
          evaluate(parseJsonPath(one), document).map((match) => `${match.path.join('/')}=${JSON.stringify(match.value)}`),
        );
        expect(chosen(document, ...paths)).toEqual([...new Set(alone)].sort());
      }),
      { numRuns: 300 },
    );
  });

  test('a value that is shared is looked at once, however many ways lead there', () => {
    let shared: Data = { end: 1 };
    for (let level = 0; level < 60; level++) shared = { left: shared, right: shared };
    const visits: Key[][] = [];
    traverse(shared, [{ path: parseJsonPath('$..[?(@property)]'), found: ({ path }) => void visits.push(path()) }]);
    expect(visits).toHaveLength(121);
  });

  test('what is nested deeper than anything that is written is left out, and said so', () => {
    let deep: Data = 1;
    for (let level = 0; level < 5000; level++) deep = [deep];
    expect(traverse(deep, [{ path: parseJsonPath('$..[0]'), found: () => undefined }])).toBe(false);
  });
});
