import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { encode } from '../../test/tokens.ts';
import { LONGEST_TOKEN, parseCompact } from './compact.ts';

const HEADER = encode({ alg: 'ES256', kid: 'k', typ: 'at+jwt' });
const CLAIMS = encode({ sub: 'anna' });

function reasonFor(token: string): string {
  const parsed = parseCompact(token);
  return parsed.ok ? 'read' : parsed.reason;
}

describe('compact serialization', () => {
  test('header and claims are read', () => {
    const parsed = parseCompact(`${HEADER}.${CLAIMS}.AAAA`);
    expect(parsed).toMatchObject({ ok: true, value: { header: { alg: 'ES256', kid: 'k', typ: 'at+jwt' } } });
    expect(parsed.ok && [...parsed.value.claims]).toEqual([['sub', 'anna']]);
  });

  test.each([
    ['empty', '', 'three parts'],
    ['of two parts', `${HEADER}.${CLAIMS}`, 'three parts'],
    ['of four parts', `${HEADER}.${CLAIMS}.AAAA.AAAA`, 'three parts'],
    ['of very many parts', '.'.repeat(8000), 'three parts'],
    ['encrypted', `${HEADER}.AAAA.AAAA.AAAA.AAAA`, 'encrypted'],
    ['without signature', `${HEADER}.${CLAIMS}.`, 'signature of the token'],
    ['padded', `${HEADER}.${CLAIMS}.AAA=`, 'signature of the token'],
    ['with stray bits', `${HEADER}.${CLAIMS}.AAB`, 'signature of the token'],
    ['in plain base64', `${HEADER}.${CLAIMS}.AA+/`, 'base64url'],
    ['with a letter that a careless reader takes for another', `${HEADER}.${CLAIMS}.\u0141AAA`, 'base64url'],
    ['with a space', `${HEADER}. ${CLAIMS}.AAAA`, 'claims of the token'],
    ['two tokens', `${HEADER}.${CLAIMS}.AAAA, Bearer x`, 'signature of the token'],
    ['with an array for a header', `${encode([])}.${CLAIMS}.AAAA`, 'header of the token'],
    ['with no JSON for claims', `${HEADER}.AAAA.AAAA`, 'claims of the token'],
    ['with null for claims', `${HEADER}.${Buffer.from('null').toString('base64url')}.AAAA`, 'claims of the token'],
    ['with broken UTF-8', `${HEADER}.${Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]).toString('base64url')}.AAAA`, 'claims of the token'],
    ['with a byte order mark', `${HEADER}.${Buffer.from('\ufeff{}').toString('base64url')}.AAAA`, 'claims of the token'],
    ['with crit', `${encode({ alg: 'ES256', crit: ['exp'], exp: 1 })}.${CLAIMS}.AAAA`, 'crit'],
    ['with an empty crit', `${encode({ alg: 'ES256', crit: [] })}.${CLAIMS}.AAAA`, 'crit'],
    ['with b64', `${encode({ alg: 'ES256', b64: false })}.${CLAIMS}.AAAA`, 'b64'],
    ['without alg', `${encode({ kid: 'k' })}.${CLAIMS}.AAAA`, 'names no algorithm'],
    ['with an alg that is no string', `${encode({ alg: ['ES256'] })}.${CLAIMS}.AAAA`, 'names no algorithm'],
    ['with a kid that is no string', `${encode({ alg: 'ES256', kid: 1 })}.${CLAIMS}.AAAA`, 'kid'],
    ['with a typ that is no string', `${encode({ alg: 'ES256', typ: null })}.${CLAIMS}.AAAA`, 'typ'],
    ['too long', `${HEADER}.${CLAIMS}.${'A'.repeat(LONGEST_TOKEN)}`, 'longer than 8192'],
    ['deeply nested', `${HEADER}.${Buffer.from('['.repeat(5000)).toString('base64url')}.AAAA`, 'claims of the token'],
  ])('a token that is %s is refused', (_what, token, reason) => {
    expect(reasonFor(token)).toContain(reason);
  });

  test('claims named like parts of every object are data', () => {
    const claims = Buffer.from('{"__proto__":{"sub":"root"},"constructor":1}').toString('base64url');
    const parsed = parseCompact(`${HEADER}.${claims}.AAAA`);
    expect(parsed.ok && parsed.value.claims.get('sub')).toBeUndefined();
    expect(parsed.ok && parsed.value.claims.get('toString')).toBeUndefined();
  });

  test('no text makes it throw, and a token has one spelling', () => {
    const part = fc.oneof(
      fc.constantFrom(HEADER, CLAIMS, 'AAAA'),
      fc.string(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const parsed = parseCompact(parts.join('.'));
        return !parsed.ok || parts.every((text) => Buffer.from(text, 'base64url').toString('base64url') === text);
      }),
    );
  });
});
