import type { Principal } from '@airside/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { ApiContext } from '../../../pipeline/policy.ts';
import { decide, ruleBook } from './decide.ts';
import { explainRules } from './explain.ts';
import { ruleOptions } from './options.ts';
import { type AccessRequest, compileRule } from './rule.ts';

const some = <T>(...values: T[]) => fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }), { nil: undefined });
const present = (value: object) => Object.fromEntries(Object.entries(value).filter(([, option]) => option !== undefined));

const conditions = fc
  .record({
    consumers: some('a', 'b'),
    roles: some('r', 's'),
    scopes: some('x', 'x y', 'z'),
    credentials: some('jwt', 'apiKey', 'anonymous'),
    countries: some('DE', 'ZZ'),
    addresses: some('192.0.2.0/24', '2001:db8::/32'),
    acr: some('1', '2'),
    maxAge: fc.option(fc.constantFrom('1m', '1h'), { nil: undefined }),
    claims: fc.option(fc.dictionary(fc.constantFrom('c', '/d/e'), fc.constantFrom<unknown>(1, '1', [1, 2], { min: 1 }), { minKeys: 1 }), {
      nil: undefined,
    }),
    time: fc.option(fc.constantFrom({ hours: '08:00-18:00' }, { days: ['mon'] }), { nil: undefined }),
  })
  .map(present);

const rule = fc
  .record({
    effect: fc.constantFrom('allow', 'deny'),
    methods: some('GET', 'POST'),
    paths: some('/a', '/a/{x}', '/b/**'),
    more: conditions,
    unless: fc.option(
      conditions.filter((made) => Object.keys(made).length > 0),
      { nil: undefined },
    ),
  })
  .map(({ more, ...rest }) => ruleOptions.parse(present({ ...rest, ...more })));

const caller: fc.Arbitrary<AccessRequest> = fc
  .record({
    principal: fc.record({
      kind: fc.constantFrom('jwt', 'apiKey', 'anonymous'),
      subject: fc.constant('s'),
      consumer: fc.constantFrom('a', 'b', null),
      credential: fc.constant(null),
      scopes: fc.subarray(['x', 'y', 'z']),
      roles: fc.subarray(['r', 's']),
      issuer: fc.option(fc.constant('i'), { nil: undefined }),
      acr: fc.option(fc.constantFrom('1', '2'), { nil: undefined }),
      authenticatedAtMs: fc.option(fc.constantFrom(0, 86_000_000, 86_399_000), { nil: undefined }),
      claims: fc.constantFrom(new Map<string, unknown>([['c', 1]]), new Map<string, unknown>([['d', { e: ['1'] }]]), undefined),
    }),
    method: fc.constantFrom('GET', 'HEAD', 'POST'),
    path: fc.constantFrom('/a', '/a/1', '/A/', '/b', '/b/c/d', '/c'),
    clientAddress: fc.constantFrom('192.0.2.1', '2001:db8::1', '198.51.100.1'),
    country: fc.constantFrom('DE', 'FR', undefined),
    time: fc.constantFrom(86_400_000, 4 * 86_400_000 + 10 * 3_600_000),
  })
  .map(({ principal, ...rest }) => ({ ...rest, principal: present(principal) as unknown as Principal }));

const CONTEXT = { apiId: 'shop', definition: undefined } as ApiContext;

test('what is explained is what decides: a rule that denies wins, then one that allows, then the default', () => {
  fc.assert(
    fc.property(
      fc.array(rule, { maxLength: 6 }),
      caller,
      fc.constantFrom('allow' as const, 'deny' as const),
      (options, request, byDefault) => {
        const rules = options.map((written, index) => compileRule(written, index, CONTEXT)(undefined));
        const explained = explainRules(rules, request);
        for (const { isAbout, applies, conditions: asked, unless } of explained) {
          const exempt = unless.length > 0 && unless.every(({ holds }) => holds);
          expect(applies).toBe(isAbout && asked.every(({ holds }) => holds) && !exempt);
        }
        const applying = (effect: string) => explained.some((one) => one.effect === effect && one.applies);
        const expected = !applying('deny') && (applying('allow') || byDefault === 'allow');
        const refusal = decide(ruleBook(rules, byDefault), request);
        expect(refusal === undefined).toBe(expected);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a stronger authentication that was asked for turns the decision, or leaves what nothing else would have turned', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), caller, (options, request) => {
      const rules = options.map((written, index) => compileRule(written, index, CONTEXT)(undefined));
      const refusal = decide(ruleBook(rules, 'deny'), request);
      if (refusal?.problem !== 'authentication-insufficient') return;
      expect(request.principal.issuer).toBe('i');
      expect(rules.some(({ stepUp }) => stepUp === refusal)).toBe(true);
      expect(refusal.headers?.[1]).toMatch(/^Bearer realm="airside", error="insufficient_user_authentication", [\x20-\x7e]*$/);
    }),
    { numRuns: 1000 },
  );
});
