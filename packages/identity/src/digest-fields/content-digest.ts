import { hash, timingSafeEqual } from 'node:crypto';

import { parseDictionary } from '../structured-fields/parse.ts';
import { isInnerList } from '../structured-fields/types.ts';

/** The algorithms that RFC 9530 section 5 calls active. The others are broken or no cryptography, and prove nothing. */
const ACTIVE: ReadonlyMap<string, { readonly name: string; readonly bytes: number }> = new Map([
  ['sha-256', { name: 'sha256', bytes: 32 }],
  ['sha-512', { name: 'sha512', bytes: 64 }],
]);

/** `check` says what is wrong with a body. */
export type ContentDigest =
  | { readonly ok: true; readonly check: (body: Uint8Array) => string | undefined }
  | { readonly ok: false; readonly reason: string };

/** Reads a `Content-Digest` (RFC 9530 section 2): the check that the body has to pass. Every digest of a known algorithm has to fit; one there must be. */
export function readContentDigest(field: string): ContentDigest {
  const parsed = parseDictionary(field);
  if (!parsed.ok) return { ok: false, reason: `Content-Digest is malformed: ${parsed.reason}` };
  const expected: { readonly algorithm: string; readonly name: string; readonly digest: Uint8Array }[] = [];
  for (const [algorithm, member] of parsed.value) {
    if (isInnerList(member) || member.bare.type !== 'bytes')
      return { ok: false, reason: 'Content-Digest holds something other than a byte sequence' };
    const known = ACTIVE.get(algorithm);
    if (known === undefined) continue;
    if (member.bare.value.length !== known.bytes) return { ok: false, reason: `Content-Digest holds a ${algorithm} of the wrong length` };
    expected.push({ algorithm, name: known.name, digest: member.bare.value });
  }
  if (expected.length === 0) return { ok: false, reason: 'Content-Digest holds neither sha-256 nor sha-512' };
  return {
    ok: true,
    check(body) {
      const wrong = expected.find(({ name, digest }) => !timingSafeEqual(hash(name, body, 'buffer'), digest));
      return wrong === undefined ? undefined : `body does not fit the ${wrong.algorithm} of Content-Digest`;
    },
  };
}
