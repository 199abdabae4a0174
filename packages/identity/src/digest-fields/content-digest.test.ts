import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readContentDigest } from './content-digest.ts';

/** What is wrong with the field or, if nothing is, with the body. */
function fault(field: string, body: string | Uint8Array): string | undefined {
  const digest = readContentDigest(field);
  return digest.ok ? digest.check(Buffer.from(body)) : digest.reason;
}

const WORLD = '{"hello": "world"}\n';
const SHA_256 = 'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:';
const SHA_512 = 'sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCsyRZOtw8MjkM7iw7yZ/WkppmM44T3qg==:';

describe('the examples of RFC 9530', () => {
  test.each([
    ['B.1: the content of an answer', SHA_256, WORLD],
    ['B.2: no content', 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:', ''],
    ['section 2, with sha-512', SHA_512, WORLD],
    ['several algorithms', `${SHA_256}, ${SHA_512}`, WORLD],
    ['an algorithm that is not known, beside one that is', `sha-9=:AAAA:, ${SHA_256}`, WORLD],
    ['a broken algorithm, wrong, beside a good one', `md5=:AAAAAAAAAAAAAAAAAAAAAA==:, ${SHA_256}`, WORLD],
  ])('%s', (_name, field, body) => expect(fault(field, body)).toBeUndefined());
});

describe('refused is', () => {
  test.each([
    ['another body', SHA_256, '{"hello": "world"}', /does not fit/],
    ['no body', SHA_256, '', /does not fit/],
    ['one wrong digest of two', `${SHA_256}, ${SHA_512.replace('YMAa', 'YMAb')}`, WORLD, /sha-512/],
    ['a broken algorithm alone', 'md5=:AAAAAAAAAAAAAAAAAAAAAA==:', WORLD, /neither/],
    ['a check sum alone', 'unixcksum=:AAAA:, crc32c=:AAAA:', WORLD, /neither/],
    ['nothing', '', WORLD, /neither/],
    ['half a digest', 'sha-256=:RK/0qy18MlBSVnWgjwz6lQ==:', WORLD, /wrong length/],
    ['a string', 'sha-256="RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg="', WORLD, /byte sequence/],
    ['a list', 'sha-256=(:AAAA:)', WORLD, /byte sequence/],
    ['the form of RFC 3230', 'SHA-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=', WORLD, /malformed/],
  ])('%s', (_name, field, body, reason) => expect(fault(field, body)).toMatch(reason));

  test('any body that differs in one bit', () => {
    const body = Buffer.from(WORLD);
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.nat(7), (at, bit) => {
        const changed = Buffer.from(body);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(fault(SHA_256, changed)).toMatch(/does not fit/);
      }),
    );
  });
});
