import { expect, test } from 'vitest';

import { replaceAddresses } from './addresses-in.ts';

test.each([
  ['address:8.8.4.4', 'address:<8.8.4.4>'],
  ['8.8.4.4:443', '<8.8.4.4>:443'],
  ['from 8.8.4.4, 8.8.4.5:80. And 8.8.4.6.', 'from <8.8.4.4>, <8.8.4.5>:80. And <8.8.4.6>.'],
  ['[2001:db8::1]:443', '[<2001:db8::1>]:443'],
  ['address:2001:db8::1', 'address:<2001:db8::1>'],
  ['node:2001:db8::1: gone', 'node:<2001:db8::1>: gone'],
  ['address:2001:db8:1:2:3:4:5:6:443', 'address:<2001:db8:1:2:3:4:5:6>:443'],
  ['2001:db8::/64', '<2001:db8::>/64'],
  ['::1', '<::1>'],
  ['::ffff:8.8.4.4', '<::ffff:8.8.4.4>'],
  ['address:[::ffff:8.8.4.4]:443', 'address:[<::ffff:8.8.4.4>]:443'],
  ['8.8.4.4:2001:db8::1', '<8.8.4.4>:<2001:db8::1>'],
  ['client=8.8.4.4;proxy=8.8.8.8:9', 'client=<8.8.4.4>;proxy=<8.8.8.8>:9'],
])('an address is found whatever a colon joins to it: %s', (text, expected) => {
  expect(replaceAddresses(text, (address) => `<${address}>`)).toBe(expected);
});

test.each([
  '12:30',
  '12:30:45',
  '1.5 h',
  'version 1.2.3.4.5',
  '999.1.1.1',
  'std::vector',
  ' :: ',
  'a: b',
  'cafe',
  '2026-11-01T12:00:00.000Z',
])('what is no address stays: %s', (text) => expect(replaceAddresses(text, () => 'x')).toBe(text));

test.each(['1', ':', '1.', 'a:', '1.1.1.', '::', '.:', '.'])('a long text of %s takes little time', (part) => {
  const text = `${part.repeat(200_000)}a`;
  const startedMs = performance.now();
  replaceAddresses(text, () => 'x');
  expect(performance.now() - startedMs).toBeLessThan(1000);
});
