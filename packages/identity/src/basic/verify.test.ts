import { describe, expect, test } from 'vitest';

import { hashPassword } from './hash.ts';
import { verifyPassword } from './verify.ts';

describe('passwords', () => {
  test('a hash of the reference implementation of argon2 verifies', async () => {
    const phc = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await verifyPassword('password', phc)).toBe(true);
    expect(await verifyPassword('Password', phc)).toBe(false);
  });

  test('a new hash has the stated cost, a salt of its own, and verifies only its password', async () => {
    const [one, other] = await Promise.all([hashPassword('open sesame'), hashPassword('open sesame')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await verifyPassword('open sesame', one)).toBe(true);
    expect(await verifyPassword('open sesam', one)).toBe(false);
    expect(await verifyPassword('', one)).toBe(false);
  });

  test('composed and decomposed letters are one password', async () => {
    expect(await verifyPassword('cafe\u0301', await hashPassword('caf\u00e9'))).toBe(true);
  });

  test('a password that is too long costs nothing and is wrong', async () => {
    expect(await verifyPassword('p'.repeat(257), await hashPassword('p'.repeat(256)))).toBe(false);
  });

  test.each([
    ['empty', ''],
    ['too long', 'p'.repeat(257)],
    ['with a line break', 'a\nb'],
  ])('a password that is %s is not hashed', async (_what, password) => {
    await expect(hashPassword(password)).rejects.toThrow('password');
  });

  test('a hash that asks for too much work is not computed', async () => {
    await expect(
      verifyPassword('x', '$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'),
    ).rejects.toThrow('m=9999999');
  });
});
