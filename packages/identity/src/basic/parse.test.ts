import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseBasicCredentials } from './parse.ts';

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('Basic credentials', () => {
  test('the examples of RFC 7617 are read', () => {
    expect(parseBasicCredentials('QWxhZGRpbjpvcGVuIHNlc2FtZQ==')).toEqual({ ok: true, username: 'Aladdin', password: 'open sesame' });
    expect(parseBasicCredentials('dGVzdDoxMjPCow==')).toEqual({ ok: true, username: 'test', password: '123£' });
  });

  test('the first colon splits, later ones belong to the password', () => {
    expect(parseBasicCredentials(encode('a:b:c:'))).toEqual({ ok: true, username: 'a', password: 'b:c:' });
  });

  test('a password typed with combining characters is the same password', () => {
    expect(parseBasicCredentials(encode('u:cafe\u0301'))).toEqual({ ok: true, username: 'u', password: 'caf\u00e9' });
  });

  test.each([
    ['empty', '', 'not base64'],
    ['without padding', 'dGVzdDoxMjPCow', 'strict base64'],
    ['with surplus padding', 'dGVzdDoxMjPCow===', 'not base64'],
    ['with stray bits', 'dGVzdDoxMjPCox==', 'strict base64'],
    ['base64url', 'dTr_-w==', 'not base64'],
    ['with a space', 'dGVz dDox', 'not base64'],
    ['two credentials', 'dTpw,dTpw', 'not base64'],
    ['not UTF-8', Buffer.from([0x75, 0x3a, 0xff]).toString('base64'), 'not UTF-8'],
    ['overlong UTF-8', Buffer.from([0x75, 0x3a, 0xc0, 0x80]).toString('base64'), 'not UTF-8'],
    ['without colon', encode('user'), 'no colon'],
    ['with NUL', encode('u:a\0b'), 'control characters'],
    ['with a line break', encode('u\n:p'), 'control characters'],
    ['with DEL', encode('u:\u007f'), 'control characters'],
    ['without user name', encode(':p'), 'empty user name'],
    ['with a long user name', encode(`${'u'.repeat(513)}:p`), 'user name over 512 bytes'],
    ['with a long password', encode(`u:${'p'.repeat(257)}`), 'password over 256 bytes'],
    ['enormous', 'A'.repeat(100_000), 'too long'],
  ])('credentials that are %s are refused', (_what, credentials, reason) => {
    expect(parseBasicCredentials(credentials)).toEqual({ ok: false, reason: expect.stringContaining(reason) as string });
  });

  test('the longest user name and password pass', () => {
    expect(parseBasicCredentials(encode(`${'u'.repeat(512)}:${'p'.repeat(256)}`)).ok).toBe(true);
  });

  test('a byte order mark is a character of the user name, not skipped', () => {
    expect(parseBasicCredentials(encode('\ufeffu:p'))).toMatchObject({ username: '\ufeffu' });
  });

  test('what is read, encoded again, is what was sent, and nothing throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.string().map(encode)), (sent) => {
        const parsed = parseBasicCredentials(sent);
        if (!parsed.ok) return true;
        return Buffer.from(sent, 'base64').toString().normalize('NFC') === `${parsed.username}:${parsed.password}`.normalize('NFC');
      }),
    );
  });
});
