import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Operation } from '../definition/definition.ts';
import { compileMatcher } from './matcher.ts';
import { parseTemplate } from './template.ts';

function operation(method: string, template: string): Operation {
  return {
    id: `${method} ${template}`,
    method,
    template,
    deprecated: false,
    tags: [],
    security: undefined,
    pathItemPointer: '',
    pointer: '',
  };
}

function matched(templates: readonly string[], path: string): string | undefined {
  const match = compileMatcher(templates.map((template) => operation('GET', template))).match('GET', path);
  return match.kind === 'matched' ? match.operation.template : undefined;
}

describe('what a path matches', () => {
  test.each([
    ['literal before parameter', ['/a/{x}', '/a/b'], '/a/b', '/a/b'],
    ['text with a parameter before a parameter alone', ['/f/{x}', '/f/{x}.json'], '/f/a.json', '/f/{x}.json'],
    ['the longest text first', ['/f/{x}.gz', '/f/{x}.tar.gz'], '/f/a.tar.gz', '/f/{x}.tar.gz'],
    ['a step back where the rest does not fit', ['/a/b/c', '/a/{x}/d'], '/a/b/d', '/a/{x}/d'],
    ['a step back over several levels', ['/{a}/{b}/x', '/p/{b}/y', '/p/q/z'], '/p/q/x', '/{a}/{b}/x'],
    ['a trailing slash of its own', ['/a', '/a/'], '/a/', '/a/'],
    ['the root', ['/'], '/', '/'],
    ['encoding in lower case in the template', ['/caf%c3%a9'], '/caf%C3%A9', '/caf%c3%a9'],
    ['letters that need encoding in the template', ['/café'], '/caf%C3%A9', '/café'],
    ['unreserved characters encoded in the template', ['/%7Euser'], '/~user', '/%7Euser'],
    ['names that objects have', ['/constructor/{__proto__}'], '/constructor/x', '/constructor/{__proto__}'],
  ])('%s', (_, templates, path, expected) => {
    expect(matched(templates, path)).toBe(expected);
  });

  test.each([
    ['an empty segment for a parameter', ['/a/{x}'], '/a/'],
    ['an empty parameter beside text', ['/f/{x}.json'], '/f/.json'],
    ['a parameter across a slash', ['/a/{x}'], '/a/b/c'],
    ['a trailing slash that is not there', ['/a'], '/a/'],
    ['a trailing slash that is missing', ['/a/'], '/a'],
    ['another case', ['/Users'], '/users'],
    ['an encoded reserved character as itself', ['/a,b'], '/a%2Cb'],
    ['a path without a slash at its start', ['/a'], 'a'],
    ['parts that overlap', ['/{a}xx{b}'], '/axx'],
    ['a name that every object has', ['/a'], '/constructor'],
  ])('never %s', (_, templates, path) => {
    expect(matched(templates, path)).toBeUndefined();
  });
});

test('parameters are given raw, under the names of the template that matched', () => {
  const matcher = compileMatcher([
    operation('GET', '/a/{x}/b'),
    operation('GET', '/a/{y}/c'),
    operation('GET', '/{from}..{to}/{__proto__}'),
  ]);
  expect(matcher.match('GET', '/a/1%2F2/c')).toMatchObject({ parameters: { y: '1%2F2' } });
  const match = matcher.match('GET', '/1..2/3');
  expect(match.kind === 'matched' && Object.entries(match.parameters)).toEqual([
    ['from', '1'],
    ['to', '2'],
    ['__proto__', '3'],
  ]);
});

test('HEAD falls back to GET, and an operation of its own goes first', () => {
  expect(compileMatcher([operation('GET', '/a')]).match('HEAD', '/a')).toMatchObject({ operation: { method: 'GET' } });
  expect(compileMatcher([operation('GET', '/a'), operation('HEAD', '/a')]).match('HEAD', '/a')).toMatchObject({
    operation: { method: 'HEAD' },
  });
});

test('a method that is not there is told apart from a path that is not there', () => {
  const matcher = compileMatcher([operation('GET', '/a/{x}'), operation('POST', '/a/b'), operation('DELETE', '/a/b')]);
  expect(matcher.match('PUT', '/a/b')).toEqual({ kind: 'method-not-allowed', allowed: ['DELETE', 'GET', 'HEAD', 'POST'] });
  expect(matcher.match('get', '/a/b')).toMatchObject({ kind: 'method-not-allowed' });
  expect(matcher.match('PUT', '/b')).toEqual({ kind: 'not-found' });
});

test('a method goes to the template that has it, also where a more literal one matches the path', () => {
  const matcher = compileMatcher([operation('GET', '/users/me'), operation('PUT', '/users/{id}')]);
  expect(matcher.match('PUT', '/users/me')).toMatchObject({ operation: { template: '/users/{id}' }, parameters: { id: 'me' } });
});

test.each(['a', '/a?b', '/{', '/}', '/{}', '/{a}{b}', '/{a{b}}'])('the malformed template %s is refused, and never matches', (template) => {
  expect(parseTemplate(template)).toHaveProperty('problem');
  expect(compileMatcher([operation('GET', template)]).match('GET', template)).toEqual({ kind: 'not-found' });
});

/** Whether a template matches, tried in all ways. */
function naiveMatch(template: string, path: string): boolean {
  const parsed = parseTemplate(template);
  if ('problem' in parsed) return false;
  const segments = path.slice(1).split('/');
  return (
    segments.length === parsed.segments.length &&
    parsed.segments.every(({ literals }, index) => naiveSegment(literals, segments[index] ?? ''))
  );
}

function naiveSegment(literals: readonly string[], text: string): boolean {
  const [first = '', ...rest] = literals;
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  for (let cut = first.length + 1; cut <= text.length; cut++) if (naiveSegment(rest, text.slice(cut))) return true;
  return false;
}

const literal = fc.stringMatching(/^[ab]{0,2}$/);
const segment = fc.oneof(
  literal,
  fc.constant('{x}'),
  fc.tuple(literal, literal).map(([before, after]) => `${before}{x}${after}`),
  fc.tuple(literal, fc.stringMatching(/^[ab]{1,2}$/), literal).map(([before, between, after]) => `${before}{x}${between}{y}${after}`),
);
const template = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => `/${segments.join('/')}`);
const path = fc.array(fc.stringMatching(/^[abc]{0,5}$/), { minLength: 1, maxLength: 3 }).map((segments) => `/${segments.join('/')}`);

test('what matches is what a matcher that tries everything finds', () => {
  fc.assert(
    fc.property(fc.array(template, { maxLength: 6 }), path, (templates, text) => {
      const found = matched(templates, text);
      expect(found !== undefined).toBe(templates.some((candidate) => naiveMatch(candidate, text)));
      if (found !== undefined) expect(naiveMatch(found, text)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('any path and method get an answer', () => {
  const matcher = compileMatcher([operation('GET', '/a/{x}.{y}'), operation('POST', '/{x}')]);
  fc.assert(fc.property(fc.string(), fc.string({ unit: 'binary' }), (method, text) => void matcher.match(method, text)));
});
