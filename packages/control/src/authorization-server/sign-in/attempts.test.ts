import { expect, test } from 'vitest';

import { createAttempts } from './attempts.ts';

const fail = (attempts: ReturnType<typeof createAttempts>, times: number, account: string | ((n: number) => string), address: string) => {
  for (let n = 0; n < times; n++) attempts.failed(typeof account === 'string' ? account : account(n), address);
};

test('five wrong passwords for one account from one address are enough for ten minutes', () => {
  let now = 0;
  const attempts = createAttempts(() => now);
  fail(attempts, 4, 'ann', '192.0.2.1');
  expect(attempts.isAllowed('ann', '192.0.2.1')).toBe(true);
  fail(attempts, 1, 'ann', '192.0.2.1');
  expect(attempts.isAllowed('ann', '192.0.2.1')).toBe(false);
  now = 600_001;
  expect(attempts.isAllowed('ann', '192.0.2.1')).toBe(true);
});

test('nobody can keep another one out of his account', () => {
  const attempts = createAttempts(() => 0);
  fail(attempts, 1000, 'ann', '192.0.2.1');
  expect(attempts.isAllowed('ann', '192.0.2.2')).toBe(true);
});

test('many accounts from one address are as bad, and so are many addresses of one IPv6 network', () => {
  const attempts = createAttempts(() => 0);
  fail(attempts, 30, (n) => `user${n}`, '192.0.2.1');
  expect(attempts.isAllowed('ann', '192.0.2.1')).toBe(false);
  for (let n = 0; n < 5; n++) attempts.failed('ann', `2001:db8:0:1::${n.toString(16)}`);
  expect(attempts.isAllowed('ann', '2001:db8:0:1:ffff::1')).toBe(false);
  expect(attempts.isAllowed('ann', '2001:db8:0:2::1')).toBe(true);
});

test('the right password forgives the wrong ones before it', () => {
  const attempts = createAttempts(() => 0);
  fail(attempts, 4, 'ann', '192.0.2.1');
  attempts.succeeded('ann', '192.0.2.1');
  fail(attempts, 4, 'ann', '192.0.2.1');
  expect(attempts.isAllowed('ann', '192.0.2.1')).toBe(true);
});
