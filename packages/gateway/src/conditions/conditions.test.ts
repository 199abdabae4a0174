import { ANONYMOUS, type Principal } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { compileConditions } from './compile.ts';
import { allHold, type Caller } from './condition.ts';
import { conditionOptions } from './options.ts';

const NOW = Date.parse('2026-11-20T09:30:00Z');

const PRINCIPAL: Principal = {
  kind: 'jwt',
  subject: 'user-1',
  consumer: 'acme',
  credential: 'id#app',
  scopes: ['orders:read', 'orders:write'],
  application: 'portal',
  roles: ['clerk'],
  groups: ['partners', 'beta'],
  plan: 'gold',
  claims: new Map<string, unknown>([
    ['tenant', 'a'],
    ['level', 3],
    ['groups', ['x', 7, { y: 1 }]],
    ['https://x.example/roles', ['admin']],
    ['realm_access', { roles: ['admin'], 'a/b': true }],
    ['nothing', null],
  ]),
  authenticatedAtMs: NOW - 60_000,
  acr: 'urn:mfa',
  amr: ['pwd', 'otp'],
};

function holds(conditions: object, caller: Partial<Caller> & { readonly who?: Partial<Principal> } = {}): boolean {
  const { who, ...rest } = caller;
  const compiled = compileConditions(conditionOptions.parse(conditions));
  return allHold(compiled, { principal: { ...PRINCIPAL, ...who }, clientAddress: '192.0.2.7', country: 'DE', time: NOW, ...rest });
}

describe('conditions hold', () => {
  test.each<[object]>([
    [{}],
    [{ consumers: ['other', 'acme'] }],
    [{ applications: ['portal'], plans: ['gold'], groups: ['beta', 'none'], roles: ['clerk'] }],
    [{ scopes: ['admin', 'orders:read orders:write'] }],
    [{ credentials: ['apiKey', 'jwt'] }],
    [{ addresses: ['192.0.2.0/24'] }],
    [{ countries: ['FR', 'DE'] }],
    [{ claims: { tenant: 'a' } }],
    [{ claims: { tenant: ['b', 'a'], level: 3 } }],
    [{ claims: { level: { min: 3 } } }],
    [{ claims: { level: { max: 3, min: 1 } } }],
    [{ claims: { groups: 7 } }],
    [{ claims: { 'https://x.example/roles': 'admin' } }],
    [{ claims: { '/realm_access/roles': ['admin'], '/realm_access/a~1b': true } }],
    [{ acr: ['urn:hw', 'urn:mfa'], amr: ['hwk', 'otp pwd'], maxAge: '1m' }],
  ])('%j', (conditions) => {
    expect(holds(conditions)).toBe(true);
  });
});

describe('conditions do not hold', () => {
  test.each<[object]>([
    [{ consumers: ['acm'] }],
    [{ consumers: ['acme'], plans: ['silver'] }],
    [{ applications: ['acme'] }],
    [{ groups: ['partner'] }],
    [{ roles: ['Clerk'] }],
    [{ scopes: ['orders'] }],
    [{ scopes: ['orders:read admin'] }],
    [{ scopes: [' '] }],
    [{ credentials: ['anonymous', 'apiKey'] }],
    [{ addresses: ['192.0.3.0/24', '2001:db8::/32'] }],
    [{ countries: ['FR', 'ZZ'] }],
    [{ claims: { tenant: 'A' } }],
    [{ claims: { tenant: 'a', level: '3' } }],
    [{ claims: { level: { min: 3.5 } } }],
    [{ claims: { level: { max: 2 } } }],
    [{ claims: { tenant: { min: 0 } } }],
    [{ claims: { groups: '7' } }],
    [{ claims: { toString: 'x', constructor: 'y' } }],
    [{ claims: { '/realm_access/constructor/name': 'Object' } }],
    [{ claims: { '/tenant/length': 1 } }],
    [{ claims: { '/nothing/x': 1 } }],
    [{ claims: { nothing: 'null' } }],
    [{ acr: ['urn:mf'] }],
    [{ amr: ['otp hwk'] }],
    [{ maxAge: '59s' }],
  ])('%j', (conditions) => {
    expect(holds(conditions)).toBe(false);
  });

  test.each<[object]>([
    [{ consumers: ['anonymous'] }],
    [{ applications: ['undefined'] }],
    [{ plans: ['null'] }],
    [{ groups: ['x'] }],
    [{ roles: ['x'] }],
    [{ scopes: ['x'] }],
    [{ claims: { sub: 'anonymous' } }],
    [{ acr: ['undefined'] }],
    [{ amr: ['x'] }],
    [{ maxAge: '7d' }],
  ])('%j for somebody of whom nothing is known', (conditions) => {
    const compiled = compileConditions(conditionOptions.parse(conditions));
    expect(allHold(compiled, { principal: ANONYMOUS, clientAddress: '', country: undefined, time: NOW })).toBe(false);
  });
});

test('a credential beside another counts as shown', () => {
  const beside = [{ ...PRINCIPAL, kind: 'basic' as const }];
  expect(holds({ credentials: ['basic'] }, { who: { beside } })).toBe(true);
});

test('a country that is not known is ZZ', () => {
  expect(holds({ countries: ['ZZ'] }, { country: undefined })).toBe(true);
  expect(holds({ countries: ['DE'] }, { country: undefined })).toBe(false);
});

test('an authentication may be ahead by what clocks differ, and no more', () => {
  expect(holds({ maxAge: '5m' }, { who: { authenticatedAtMs: NOW + 30_000 } })).toBe(true);
  expect(holds({ maxAge: '5m' }, { who: { authenticatedAtMs: NOW + 120_000 } })).toBe(false);
  expect(holds({ maxAge: '5m' }, { who: { authenticatedAtMs: Number.NaN } })).toBe(false);
});

test('what is not known is said so in an explanation', () => {
  const compiled = compileConditions(
    conditionOptions.parse({ consumers: ['a'], groups: ['b'], claims: { c: 1 }, countries: ['DE'], acr: ['d'], maxAge: '1m' }),
  );
  const found = compiled.map((condition) => condition.found({ principal: ANONYMOUS, clientAddress: '', country: undefined, time: NOW }));
  expect(found).toEqual(['none', 'none', 'ZZ (unknown)', 'none', 'none', 'unknown']);
});
