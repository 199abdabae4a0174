import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseTarget } from './target.ts';

const path = (target: string): string | undefined => {
  const result = parseTarget(target);
  return result.ok ? result.path : undefined;
};

describe('a path that servers read in more than one way is refused', () => {
  test.each([
    '//a',
    '/a//b',
    '/a/../b',
    '/..',
    '/.',
    '/a/./b',
    '/a/%2e%2e/b',
    '/a/.%2E/b',
    '/%2e',
    '/a/..;/b',
    '/a/..;x=1/b',
    '/a/.;/b',
    '/a/..%3b/b',
    '/a%2fb',
    '/a%2Fb',
    '/a%5cb',
    '/a\\b',
    '/a%00',
    '/a%0d%0a',
    '/a%1f',
    '/a%7f',
    '/a%252fb',
    '/a%25252Fb',
    '/%252e%252e/b',
    '/a%255cb',
    '/a%c0%afb',
    '/a/%c0%ae%c0%ae/b',
    '/a%fe',
  ])('%s', (target) => {
    expect(parseTarget(target)).toMatchObject({ ok: false, problem: 'ambiguous-path' });
  });
});

describe('a target that is not RFC 3986 is refused', () => {
  test.each([
    '',
    'a',
    '*',
    '/a%',
    '/a%4',
    '/a%zz',
    '/a b',
    '/a#b',
    '/a"b',
    '/a<b',
    '/a[b',
    '/a{b',
    '/é',
    '/a?b#c',
    '/a?%',
    '/a?%g0',
    '/a?b c',
    'ftp://a/',
    'http:/a',
    '/a\u0000',
  ])('%j', (target) => {
    expect(parseTarget(target)).toMatchObject({ ok: false, problem: 'malformed-request' });
  });
});

describe('a plain target', () => {
  test.each([
    ['/', '/'],
    ['/a/', '/a/'],
    ['/a/b.c', '/a/b.c'],
    ['/...', '/...'],
    ['/.a', '/.a'],
    ['/..a', '/..a'],
    ['/a..', '/a..'],
    ['/%41%7e%2D', '/A~-'],
    ['/%c3%a9', '/%C3%A9'],
    ['/a%20b', '/a%20b'],
    ['/a;v=1', '/a;v=1'],
    ["/a!$&'()*+,=:@", "/a!$&'()*+,=:@"],
    ['http://h/a', '/a'],
    ['HTTPS://h', '/'],
    ['http://h?x', '/'],
  ])('%s becomes %s', (target, expected) => {
    expect(path(target)).toBe(expected);
  });

  test('keeps its query as it is', () => {
    expect(parseTarget('/a?x=%41&y=[1]&z=a/b?c')).toMatchObject({ ok: true, path: '/a', query: 'x=%41&y=[1]&z=a/b?c' });
  });
});

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('/', '.', '%2e', '%2F', '%41', ';', 'a', '?', '%', '\\', '//', 'http://h')).map((parts) => `/${parts.join('')}`),
);

test('reading what was read changes nothing: the upstream cannot see another path than the one that was judged', () => {
  fc.assert(
    fc.property(anything, (target) => {
      const once = path(target);
      if (once !== undefined) expect(path(once)).toBe(once);
    }),
  );
});

test('no accepted path means another one to a URL parser', () => {
  fc.assert(
    fc.property(anything, (target) => {
      const accepted = path(target);
      if (accepted !== undefined) expect(new URL(accepted, 'http://h').pathname).toBe(accepted.replaceAll("'", "'"));
    }),
    { numRuns: 2000 },
  );
});
