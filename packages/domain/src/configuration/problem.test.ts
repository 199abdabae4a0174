import { expect, test } from 'vitest';

import { formatProblem, toPointer } from './problem.ts';

test('a problem says where, what, what was expected, what was found and what to do', () => {
  expect(
    formatProblem({
      severity: 'error',
      file: 'a.yaml',
      line: 3,
      column: 5,
      pointer: '/a/0',
      message: 'wrong',
      expected: 'x',
      found: 'y',
      hint: 'z',
    }),
  ).toBe('a.yaml:3:5: error: wrong\n    at        /a/0\n    expected  x\n    found     y\n    hint      z');
});

test('what is not known is left out', () => {
  expect(formatProblem({ severity: 'warning', file: 'a.yaml', line: 0, column: 0, pointer: '', message: 'odd' })).toBe(
    'a.yaml: warning: odd',
  );
});

test('keys with slashes and tildes are escaped in a pointer', () => {
  expect(toPointer(['a/b', '~1', 0, ''])).toBe('/a~1b/~01/0/');
});
