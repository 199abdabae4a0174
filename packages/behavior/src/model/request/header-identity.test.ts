import { expect, test } from 'vitest';

import { headerIdentity } from './header-identity.ts';

const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0 Safari/537.36';

test('a new version of a program is no new value', () => {
  expect(headerIdentity(CHROME.replace('{v}', '144'))).toBe(headerIdentity(CHROME.replace('{v}', '143')));
  expect(headerIdentity('meter-fw/6.4.1')).toBe(headerIdentity('meter-fw/5.10'));
  expect(headerIdentity('"Chromium";v="144"')).toBe(headerIdentity('"Chromium";v="143"'));
  expect(headerIdentity('320412')).toBe(headerIdentity('310412'));
});

test.each([
  ['another program', 'curl/8.5.0', 'wget/1.21.4'],
  ['a program with something added', 'curl/8.5.0', 'curl/8.5.0 ${jndi:ldap://x}'],
  ['something behind a long text', CHROME.padEnd(200, ' '), `${CHROME.padEnd(200, ' ')}7`],
  ['a number of another size', '1', '4096'],
  ['a number beside a text', '1', 'true'],
  ['an address', '192.0.2.1', '127.0.0.1'],
  ['a short name with a number', 'v1', 'v2'],
  ['a page that somebody comes from', 'https://shop.example/items?id=1', 'https://shop.example/items?id=2'],
  ['a language with another weight', 'fr;q=0.9,en;q=0.8', 'fr;q=0.9,en;q=0.7'],
])('%s is one', (_, known, value) => {
  expect(headerIdentity(value)).not.toBe(headerIdentity(known));
});
