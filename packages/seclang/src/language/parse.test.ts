import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parse } from './parse.ts';

const one = (source: string): unknown => parse(source, 'a.conf').statements[0];
const problem = (source: string): string | undefined => parse(source, 'a.conf').problems[0]?.message;

describe('statements', () => {
  test('go on behind a backslash at the end of a line, and know the line they begin on', () => {
    const source = '\n# a comment\nSecRule ARGS \\\n  "@rx a" \\\n  # a comment in between\n  "id:1,\\\n  phase:2"\nSecMarker X';
    expect(parse(source, 'a.conf')).toMatchObject({
      problems: [],
      statements: [
        {
          kind: 'rule',
          file: 'a.conf',
          line: 3,
          actions: [
            { name: 'id', argument: '1' },
            { name: 'phase', argument: '2' },
          ],
        },
        { kind: 'directive', name: 'SecMarker', line: 8, arguments: ['X'] },
      ],
    });
  });

  test('may end their lines with CRLF', () => {
    expect(parse('SecMarker A\r\nSecAction \\\r\n "id:1"\r\n', 'a.conf')).toMatchObject({
      problems: [],
      statements: [{ line: 1 }, { line: 2 }],
    });
  });

  test('keep backslashes of patterns and drop those before a quote', () => {
    expect(one(String.raw`SecRule ARGS "@rx \"\d\\\x5c" "id:1"`)).toMatchObject({
      operator: { name: 'rx', argument: String.raw`"\d\\\x5c` },
    });
  });

  test('that cannot be read leave the others as they are', () => {
    const { statements, problems } = parse('SecRule ARGS "a\nSecMarker X', 'a.conf');
    expect(problems).toEqual([{ file: 'a.conf', line: 1, message: expect.stringContaining('has no closing "') }]);
    expect(statements).toHaveLength(1);
  });
});

describe('variables', () => {
  test('have selectors of four kinds, and counts and exclusions before them', () => {
    expect(one(`SecRule "ARGS|&TX:a|!REQUEST_HEADERS:'User-Agent'|ARGS:/a|b,c/|XML:/*|ARGS_NAMES:'/^x y/',tx:1" "x" "id:1"`)).toMatchObject(
      {
        variables: [
          { name: 'ARGS', mode: 'value', selector: { kind: 'all' } },
          { name: 'TX', mode: 'count', selector: { kind: 'name', name: 'a' } },
          { name: 'REQUEST_HEADERS', mode: 'exclude', selector: { kind: 'name', name: 'User-Agent' } },
          { name: 'ARGS', selector: { kind: 'pattern', pattern: 'a|b,c' } },
          { name: 'XML', selector: { kind: 'path', path: '/*' } },
          { name: 'ARGS_NAMES', selector: { kind: 'pattern', pattern: '^x y' } },
          { name: 'TX', selector: { kind: 'name', name: '1' } },
        ],
      },
    );
  });
});

describe('operators', () => {
  test.each([
    ['@rx a b', { negated: false, name: 'rx', argument: 'a b' }],
    ['!@rx a', { negated: true, name: 'rx', argument: 'a' }],
    ['! @rx a', { negated: true, name: 'rx', argument: 'a' }],
    ['!a', { negated: true, name: 'rx', argument: 'a' }],
    ['a@b', { negated: false, name: 'rx', argument: 'a@b' }],
    ['@detectSQLi', { negated: false, name: 'detectSQLi', argument: '' }],
  ])('%s', (text, expected) => {
    expect(one(`SecRule ARGS "${text}" "id:1"`)).toMatchObject({ operator: expected });
  });
});

describe('actions', () => {
  test('have arguments with and without quotes', () => {
    expect(one(String.raw`SecAction "id:1, msg:'it\'s, here' ,setvar:tx.a=%{tx.b},t:none,  pass,setvar:tx.c='d e',"`)).toMatchObject({
      actions: [
        { name: 'id', argument: '1' },
        { name: 'msg', argument: "it's, here" },
        { name: 'setvar', argument: 'tx.a=%{tx.b}' },
        { name: 't', argument: 'none' },
        { name: 'pass', argument: undefined },
        { name: 'setvar', argument: 'tx.c=d e' },
      ],
    });
  });
});

test.each([
  ['SecRule ARGS "a"b "id:1"', 'expected white space after the closing "'],
  ['SecRule ARGS "a" "id:1" x', 'SecRule takes variables, an operator and actions'],
  ['SecRule "AR GS;" "a" "id:1"', 'expected | after the variable GS'],
  ['SecRule ARGS "@" "id:1"', 'expected the name of an operator after @'],
  [`SecAction "msg:'a"`, "the argument of the action msg has no closing '"],
  [`SecAction "msg:'a'b,id:1"`, 'expected , after the quoted argument of msg'],
  ['SecAction "=1"', 'expected the name of an action'],
  ['SecAction "pass deny"', 'expected , or : after the action pass'],
  ['SecAction', 'SecAction takes one list of actions'],
])('%s is refused', (source, message) => {
  expect(problem(source)).toContain(message);
});

test('no text makes the parser throw', () => {
  const piece = fc.constantFrom(
    'SecRule ',
    'SecAction ',
    'ARGS',
    '|',
    '!',
    '&',
    ':',
    '/',
    '"',
    "'",
    '\\',
    '\n',
    '@rx ',
    ',',
    'id:1',
    ' ',
    '#',
    '%{',
    '}',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 60 }), (pieces) => {
      const source = pieces.join('');
      const { statements, problems } = parse(source, 'a.conf');
      expect(statements.length + problems.length).toBeLessThanOrEqual(source.split('\n').length);
    }),
  );
});
