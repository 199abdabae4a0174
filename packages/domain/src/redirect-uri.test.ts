import { describe, expect, test } from 'vitest';

import { faultInRedirectUri, isNativeApp } from './redirect-uri.ts';

describe('a redirect URI', () => {
  test.each([
    'https://app.example/callback',
    'https://app.example',
    'https://app.example:8443/a/b?tenant=1',
    'http://127.0.0.1/callback',
    'http://127.0.0.1:8080/callback',
    'http://[::1]:51000/',
    'com.example.app:/callback',
    'com.example.app://oauth/callback',
  ])('may be %s', (uri) => expect(faultInRedirectUri(uri)).toBeUndefined());

  test.each([
    '',
    '/callback',
    'app.example/callback',
    'https://app.example/callback#',
    'https://app.example/callback#x',
    'https://user@app.example/',
    'https://user:password@app.example/',
    'https://@app.example/',
    'https://*.example/callback',
    'https://app.example/*',
    'https://app.example/a/../b',
    'https://app.example/a/%2e%2E/b',
    'https://app.example/a/.%2e/b',
    'https://app.example/./b',
    'https://app.example\\@evil.example/',
    'https://app.example/a b',
    'https://app.example/\n',
    'https://ex\u00e4mple.example/',
    'http://app.example/callback',
    'http://localhost/callback',
    'http://127.0.0.1.evil.example/',
    'http://127.0.0.1@evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'app:/callback',
    'myapp://callback',
    `https://app.example/${'a'.repeat(2000)}`,
  ])('may not be %j', (uri) => expect(faultInRedirectUri(uri)).toEqual(expect.any(String)));

  test('that is no web page belongs to an app', () => {
    expect(isNativeApp(['https://app.example/'])).toBe(false);
    expect(isNativeApp(['https://app.example/', 'com.example.app:/'])).toBe(true);
    expect(isNativeApp([])).toBe(false);
  });
});
