import type { Principal } from '@airside/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { describeCaller } from './describe-caller.ts';

const ANNA: Principal = {
  kind: 'jwt',
  subject: 'anna',
  consumer: 'acme',
  credential: 'idp#app',
  scopes: ['read'],
  issuer: 'https://idp.example',
  application: 'web',
  roles: ['buyer'],
  groups: ['retail'],
  acr: 'mfa',
  amr: ['otp'],
  authenticatedAtMs: 1_700_000_000_999,
  claims: new Map<string, unknown>([
    ['tenant', { id: 7 }],
    ['email', 'anna@example.com'],
  ]),
};

describe('what an upstream is told of a caller', () => {
  test('is what its own checks need, and of the claims those that were chosen', () => {
    expect(describeCaller(ANNA, ['tenant', 'missing'])).toEqual({
      sub: 'anna',
      kind: 'jwt',
      consumer: 'acme',
      credential: 'idp#app',
      scope: 'read',
      issuer: 'https://idp.example',
      application: 'web',
      roles: ['buyer'],
      groups: ['retail'],
      acr: 'mfa',
      amr: ['otp'],
      auth_time: 1_700_000_000,
      claims: { tenant: { id: 7 } },
    });
  });

  test('holds no claim that was not chosen', () => {
    expect(describeCaller(ANNA)).not.toHaveProperty('claims');
    expect(describeCaller(ANNA, ['__proto__', 'toString', 'constructor'])).not.toHaveProperty('claims');
  });

  test('does not hold what is too large, which is said by name, and holds the rest', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `group${index}`);
    const claims = new Map<string, unknown>([
      ['photo', 'x'.repeat(4000)],
      ['tenant', 'acme'],
    ]);
    const told = describeCaller({ ...ANNA, groups: many, claims }, ['photo', 'tenant']);
    expect(told.omitted).toEqual(['groups', 'claims.photo']);
    expect(told).toMatchObject({ roles: ['buyer'], claims: { tenant: 'acme' } });
    expect(told).not.toHaveProperty('groups');
  });

  test('names no scopes rather than some, where there are too many', () => {
    const scopes = Array.from({ length: 2000 }, (_, index) => `scope:${index}`);
    expect(describeCaller({ ...ANNA, scopes })).toMatchObject({ scope: '', omitted: ['scope'] });
  });

  test('is bounded, whatever a token says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 400 }), { maxLength: 60 }),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (texts, members) => {
          const claims = new Map<string, unknown>(Object.entries(members));
          const told = describeCaller(
            { ...ANNA, scopes: texts, roles: texts, groups: texts, amr: texts, claims },
            [...claims.keys()].slice(0, 32),
          );
          // `omitted` has a name for each of at most 32 claims, as long as configuration lets them be.
          return Buffer.byteLength(JSON.stringify({ ...told, omitted: [] })) < 12_288;
        },
      ),
    );
  });
});
