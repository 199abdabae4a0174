import { expect, test } from 'vitest';

import { sentByClient } from './forwarding.ts';

const CLIENT = '198.51.100.7';

test.each([
  ['x-forwarded-for', CLIENT],
  ['x-forwarded-for', `${CLIENT}:4711`],
  ['x-forwarded-for', `${CLIENT}, 10.0.0.1, 10.0.0.2`],
  ['forwarded', `for=${CLIENT};proto=https`],
  ['forwarded', `proto=https;for="${CLIENT}:4711", for=10.0.0.1`],
  ['x-real-ip', CLIENT],
  ['cf-connecting-ip', CLIENT],
])('what proxies add is not the own of the client: %s: %s', (name, value) => {
  expect(sentByClient(name, value, CLIENT)).toBeUndefined();
});

test.each([
  ['x-forwarded-for', `127.0.0.1, ${CLIENT}`, '127.0.0.1'],
  ['x-forwarded-for', `' or 1=1--, ${CLIENT}, 10.0.0.1`, "' or 1=1--"],
  // It may write its own address, too: what stands before the last of them is its own.
  ['x-forwarded-for', `evil, ${CLIENT}, evil, ${CLIENT}`, `evil, ${CLIENT}, evil`],
  ['forwarded', `for=127.0.0.1;host=admin, for=${CLIENT}`, 'for=127.0.0.1;host=admin'],
  ['x-forwarded-for', '127.0.0.1', '127.0.0.1'],
  ['x-real-ip', '127.0.0.1', '127.0.0.1'],
  ['x-forwarded-for', `x${CLIENT}`, `x${CLIENT}`],
  ['x-forwarded-host', 'admin.internal', 'admin.internal'],
  ['user-agent', CLIENT, CLIENT],
  ['x-forwarded-for', '', ''],
])('what the client adds is: %s: %s', (name, value, own) => {
  expect(sentByClient(name, value, CLIENT)).toBe(own);
});

test('an address is the same however it is written', () => {
  expect(sentByClient('x-forwarded-for', '[2001:DB8:0::1]:443', '2001:db8::1')).toBeUndefined();
  expect(sentByClient('x-forwarded-for', '::ffff:198.51.100.7', CLIENT)).toBeUndefined();
});
