import fc from 'fast-check';
import { expect, test } from 'vitest';

import { headers } from '../../test/tokens.ts';
import { isTargetUri } from './target-uri.ts';

const request = headers({}, { authority: 'api.example.com', target: '/a/%C3%A9/~b?limit=5' });

test.each([
  'https://api.example.com/a/%C3%A9/~b',
  'https://api.example.com:443/a/%c3%a9/%7Eb',
  'HTTPS://API.example.com/a/%C3%A9/~b?other=1',
  'https://api.example.com/a/%C3%A9/~b#part',
])('%s is the URI of the request', (htu) => {
  expect(isTargetUri(htu, request)).toBe(true);
});

test.each([
  '',
  '/a/%C3%A9/~b',
  'api.example.com/a/%C3%A9/~b',
  'http://api.example.com/a/%C3%A9/~b',
  'https://api.example.com:8443/a/%C3%A9/~b',
  'https://user@api.example.com/a/%C3%A9/~b',
  'https://api.example.com/A/%C3%A9/~b',
  'https://api.example.com/a/é/~b',
  'https://api.example.com/a/%C3%A9/~b/',
  'https://api.example.com\\a/%C3%A9/~b',
  ' https://api.example.com/a/%C3%A9/~b',
  'https://api.example.com/a/%C3%A9/~b\n',
  'https://api.example.com.evil.example/a/%C3%A9/~b',
  'https://evil.example/https://api.example.com/a/%C3%A9/~b',
])('%s is not', (htu) => {
  expect(isTargetUri(htu, request)).toBe(false);
});

test('an encoded slash is not a slash', () => {
  expect(isTargetUri('https://api.example.com/a%2Fb', headers({}, { authority: 'api.example.com', target: '/a/b' }))).toBe(false);
});

test('whatever a proof names, it is a matter of yes or no', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (htu) => typeof isTargetUri(htu, request) === 'boolean'));
});
