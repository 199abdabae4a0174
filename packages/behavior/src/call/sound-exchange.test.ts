import { expect, test } from 'vitest';

import { exchangeOf } from '../testing/exchange.ts';
import { LIMITS } from './limits.ts';
import { soundExchange } from './sound-exchange.ts';

test.each([Number.NaN, -1, Number.NEGATIVE_INFINITY])('%j bytes or milliseconds are none', (amount) => {
  const upstream = { origin: 'http://a', status: 200, durationMs: amount };
  expect(soundExchange(exchangeOf({ requestBytes: amount, responseBytes: amount, durationMs: amount, upstream }))).toMatchObject({
    requestBytes: 0,
    responseBytes: 0,
    durationMs: 0,
    upstream: { origin: 'http://a', durationMs: 0 },
  });
});

test.each([Number.POSITIVE_INFINITY, 1e308])('of %j the most that can be counted is left', (amount) => {
  const { responseBytes } = soundExchange(exchangeOf({ responseBytes: amount }));
  expect(Number.isSafeInteger(responseBytes * 1000)).toBe(true);
  expect(responseBytes).toBeGreaterThan(1e12);
});

test('no name by which something is learned is longer than may be, and different ones stay different', () => {
  const named = (last: string) => {
    const long = `${'n'.repeat(5000)}${last}`;
    const principal = { kind: 'jwt', subject: 's', consumer: null, credential: null } as const;
    return soundExchange(
      exchangeOf({ id: long, api: long, host: long, principal: { ...principal, roles: [long, 'staff'], groups: [long], scopes: [long] } }),
    );
  };
  const [one, other] = [named('a'), named('b')];
  expect(one.id.length).toBeLessThanOrEqual(LIMITS.idCharacters);
  expect(one.api?.length).toBeLessThanOrEqual(LIMITS.apiCharacters);
  expect(one.host.length).toBeLessThanOrEqual(LIMITS.apiCharacters);
  expect(one.principal?.roles?.map(({ length }) => length)).toEqual([LIMITS.roleCharacters, 5]);
  expect(one.principal?.groups?.[0]?.length).toBe(LIMITS.roleCharacters);
  expect(one.principal?.scopes?.[0]?.length).toBe(LIMITS.roleCharacters);
  expect(other.api).not.toBe(one.api);
  expect(other.principal?.roles).not.toEqual(one.principal?.roles);
});

test('what is sound stays the same', () => {
  const exchange = exchangeOf();
  expect(soundExchange(exchange)).toBe(exchange);
});
