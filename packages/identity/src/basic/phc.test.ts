import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { checkPasswordHash, formatPhc, parsePhc } from './phc.ts';

const SALT = 'c29tZXNhbHQ';
const TAG = 'CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';

describe('PHC strings', () => {
  test('one is written as it was read', () => {
    const phc = `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$${TAG}`;
    expect(formatPhc(parsePhc(phc))).toBe(phc);
  });

  test.each([
    ['another algorithm', `$argon2i$v=19$m=19456,t=2,p=1$${SALT}$${TAG}`, 'not an argon2id PHC string'],
    ['an older version', `$argon2id$v=16$m=19456,t=2,p=1$${SALT}$${TAG}`, 'not an argon2id PHC string'],
    ['no version', `$argon2id$m=19456,t=2,p=1$${SALT}$${TAG}`, 'not an argon2id PHC string'],
    ['parameters in another order', `$argon2id$v=19$t=2,m=19456,p=1$${SALT}$${TAG}`, 'not an argon2id PHC string'],
    ['text behind it', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$${TAG}$`, 'not an argon2id PHC string'],
    ['too much memory', `$argon2id$v=19$m=262145,t=2,p=1$${SALT}$${TAG}`, 'm=262145'],
    ['too little memory', `$argon2id$v=19$m=7,t=2,p=1$${SALT}$${TAG}`, 'm=7'],
    ['too many passes', `$argon2id$v=19$m=19456,t=11,p=1$${SALT}$${TAG}`, 't=11'],
    ['no pass', `$argon2id$v=19$m=19456,t=0,p=1$${SALT}$${TAG}`, 't=0'],
    ['too many lanes', `$argon2id$v=19$m=19456,t=2,p=5$${SALT}$${TAG}`, 'p=5'],
    ['a short salt', `$argon2id$v=19$m=19456,t=2,p=1$YWJj$${TAG}`, 'salt of a password hash has 3 bytes'],
    ['a short tag', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$YWJj`, 'tag of a password hash has 3 bytes'],
    ['stray bits', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$${TAG.slice(0, -1)}d`, 'strict base64'],
  ])('a hash with %s is refused', (_what, phc, message) => {
    expect(() => parsePhc(phc)).toThrow(message);
    expect(() => checkPasswordHash(phc)).toThrow(message);
  });

  test('an error never quotes salt or tag', () => {
    fc.assert(
      fc.property(fc.base64String({ minLength: 24, maxLength: 80 }), (secret) => {
        try {
          parsePhc(`$argon2id$v=19$m=19456,t=99,p=1$${secret}$${secret}`);
        } catch (error) {
          return error instanceof TypeError && !error.message.includes(secret);
        }
        return false;
      }),
    );
  });
});
