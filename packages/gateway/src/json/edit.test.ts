import type { Edit } from '@airside/openapi';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { editJson } from './edit.ts';
import { patternSteps, selectionOf } from './selection.ts';

function edited(text: string, patterns: readonly string[], edit: Edit = 'remove') {
  return editJson(text, [selectionOf(patterns.map((pattern) => [patternSteps(pattern), edit]))]);
}

describe('a member or item that is removed takes one comma along', () => {
  test.each([
    ['{"a":1,"b":2}', ['/a'], '{"b":2}'],
    ['{"a":1,"b":2}', ['/b'], '{"a":1}'],
    ['{ "a" : 1 }', ['/a'], '{  }'],
    ['{"a":1, "b":2, "c":3}', ['/a', '/b'], '{"c":3}'],
    ['{"a":1, "b":2, "c":3}', ['/b', '/c'], '{"a":1}'],
    ['{"a":1, "b":2, "c":3}', ['/a', '/c'], '{"b":2}'],
    ['{"a":1,"b":2}', ['/*'], '{}'],
    ['[1, 2 ,3]', ['/1'], '[1, 3]'],
    ['[1, 2 ,3]', ['/0', '/2'], '[2]'],
    ['[{"a":1,"b":[{"a":2}]},{"a":3}]', ['/*/a'], '[{"b":[{"a":2}]},{}]'],
    ['[{"a":1,"b":[{"a":2}]},{"a":3}]', ['/**/a'], '[{"b":[{}]},{}]'],
    ['{"a":{"a":{"a":1}}}', ['/**/a'], '{}'],
    ['{"x":{"y":{"x":{"y":1}}}}', ['/**/x/**/y'], '{"x":{}}'],
  ])('%s without %j', (text, patterns, result) => {
    expect(edited(text, patterns).text).toBe(result);
  });
});

describe('names are compared as parsers read them', () => {
  test.each(['{"SSN":1}', '{"\\u0073sn":1}', '{"\\u0053sN":1}', '{"\u017fsn":1}'])('%s', (text) => {
    expect(edited(text, ['/ssn']).text).toBe('{}');
  });

  test('and no others', () => {
    for (const text of ['{"ssn ":1}', '{"s":{"sn":1}}', '{"x":"ssn"}', '["ssn"]', '{"toString":1,"constructor":2}']) {
      expect(edited(text, ['/ssn']).text).toBeUndefined();
    }
    expect(edited('{"a/b":1,"~":2,"constructor":3}', ['/a~1b', '/~0', '/constructor']).text).toBe('{}');
  });
});

test('what is masked keeps its place: texts become ***, all else null', () => {
  const text = '{"a":"secret","b":12,"c":{"d":["x"]},"e":null,"f":"***","g":"\\"}"}';
  expect(edited(text, ['/*'], 'mask').text).toBe('{"a":"***","b":null,"c":null,"e":null,"f":"***","g":"***"}');
});

test('what is not selected stays as it is, to the digit', () => {
  const text = '{"id":12345678901234567890, "x":1.0,"y":-0 ,"z":1e400,"t":"\\u00e9\\/","card":"4111"}\n';
  expect(edited(text, ['/card']).text).toBe(text.replace(',"card":"4111"', ''));
});

const value = fc.json({ depthSize: 'medium', maxDepth: 6 });
const names = fc.constantFrom('a', 'b', '0', '1', '*', '**', 'toString');
const pattern = fc
  .array(names, { minLength: 1, maxLength: 4 })
  .map((parts) => `/${parts.join('/')}`)
  .filter((text) => !text.endsWith('**'));

/** The same on a parsed value, as plainly as it can be said. */
function without(root: unknown, patterns: readonly string[]): unknown {
  const selects = (path: readonly string[], steps: readonly string[]): boolean => {
    const [first, ...rest] = steps;
    if (first === undefined) return path.length === 0;
    if (first === '**') return selects(path, rest) || (path.length > 0 && selects(path.slice(1), steps));
    return path.length > 0 && (first === '*' || first === path[0]?.toLowerCase()) && selects(path.slice(1), rest);
  };
  const all = patterns.map((text) => text.slice(1).toLowerCase().split('/'));
  const walk = (at: unknown, path: readonly string[]): unknown => {
    const isSelected = (key: string) => all.some((steps) => selects([...path, key], steps));
    if (Array.isArray(at)) return at.flatMap((item, index) => (isSelected(String(index)) ? [] : [walk(item, [...path, String(index)])]));
    if (typeof at !== 'object' || at === null) return at;
    return Object.fromEntries(Object.entries(at).flatMap(([key, item]) => (isSelected(key) ? [] : [[key, walk(item, [...path, key])]])));
  };
  return walk(root, []);
}

test('edits of the text are edits of the value', () => {
  const object = fc.object({ key: fc.constantFrom('a', 'b', 'A', '0', '1', 'x'), maxDepth: 5 }).map((made) => JSON.stringify(made));
  fc.assert(
    fc.property(fc.oneof(value, object), fc.array(pattern, { minLength: 1, maxLength: 4 }), fc.boolean(), (text, patterns, spaced) => {
      const written = spaced ? JSON.stringify(JSON.parse(text), undefined, 2) : text;
      const { text: result = written } = edited(written, patterns);
      expect(JSON.parse(result)).toEqual(without(JSON.parse(text), patterns));
    }),
    { numRuns: 500 },
  );
});
