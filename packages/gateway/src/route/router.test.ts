import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type Route, Router } from './router.ts';

const routes: Route<string>[] = [
  { host: undefined, path: '/', value: 'all' },
  { host: undefined, path: '/shop', value: 'shop' },
  { host: undefined, path: '/shop/v2', value: 'shop v2' },
  { host: 'api.example.com', path: '/orders', value: 'orders' },
  { host: '*.example.com', path: '/', value: 'wildcard' },
];

describe('the API for a host and a path', () => {
  test.each([
    ['h', '/', 'all', '/'],
    ['h', '/x/y', 'all', '/x/y'],
    ['h', '/shop', 'shop', '/'],
    ['h', '/shop/', 'shop', '/'],
    ['h', '/shop/a', 'shop', '/a'],
    ['h', '/shop/v2/a', 'shop v2', '/a'],
    ['h', '/shopping', 'all', '/shopping'],
    ['h', '/shop/v22', 'shop', '/v22'],
    ['api.example.com', '/orders/1', 'orders', '/1'],
    ['api.example.com', '/x', 'wildcard', '/x'],
    ['other.example.com', '/orders', 'wildcard', '/orders'],
    ['a.b.example.com', '/orders', 'all', '/orders'],
    ['example.com', '/', 'all', '/'],
    ['', '/', 'all', '/'],
  ])('%s %s is %s at %s', (host, path, value, rest) => {
    expect(new Router(routes).match(host, path)).toEqual({ value, path: rest });
  });

  test('is none where nothing is published', () => {
    expect(new Router([{ host: 'a', path: '/x', value: 1 }]).match('a', '/')).toBeUndefined();
    expect(new Router([{ host: 'a', path: '/', value: 1 }]).match('b', '/')).toBeUndefined();
  });

  test('is found in time that does not grow with the length of the path', () => {
    const router = new Router([{ host: undefined, path: '/a', value: 1 }]);
    const path = `/a${'/a'.repeat(500_000)}`;
    const startedAt = performance.now();
    expect(router.match('h', path)?.value).toBe(1);
    expect(router.match('h', `/b${path}`)).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  test('is the one with the longest base path that ends at a segment', () => {
    const segment = fc.constantFrom('a', 'b', 'ab');
    const path = fc.array(segment, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 8 }), path, (published, asked) => {
        const expected = published
          .filter((base) => base === '/' || asked === base || asked.startsWith(`${base}/`))
          .toSorted((a, b) => b.length - a.length)[0];
        const router = new Router(published.map((base) => ({ host: undefined, path: base, value: base })));
        expect(router.match('h', asked)?.value).toBe(expected);
      }),
    );
  });
});
