import { describe, expect, test } from 'vitest';

import { impossibleTravel } from '../indicators/impossible-travel.ts';
import { unusualCountry } from '../indicators/unusual-country.ts';
import type { MadeCall } from '../testing/call.ts';
import { START_MS } from '../testing/everyday.ts';
import { DAY, HOUR } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';

const USERS = 60;
const DAYS = 30;
const nowMs = START_MS + DAYS * DAY;

function call(user: number, timeMs: number, country = 'DE', agent = `App/1 (${user % 2})`): MadeCall {
  return { user: `user ${user}`, country, agent, timeMs, network: country };
}

/** Everybody calls twice a day; each day somebody switches on a VPN, with the own device, and somebody else arrives abroad after a night. */
const days = Array.from({ length: USERS * DAYS * 2 }, (_, index) => {
  const visit = Math.floor(index / USERS);
  const timeMs = START_MS + visit * 12 * HOUR + (index % USERS) * 10;
  const isAbroad = visit % 2 === 1 && index % USERS === Math.floor(visit / 2);
  return isAbroad ? [call(index % USERS, timeMs, 'FR'), call((index % USERS) + 30, timeMs - HOUR, 'NL')] : [call(index % USERS, timeMs)];
})
  .flat()
  .toSorted((one, other) => one.timeMs - other.timeMs);

const INDICATORS = { impossibleTravel, unusualCountry };

function surprise(indicator: keyof typeof INDICATORS, attack: readonly MadeCall[]): number {
  return new Watch(INDICATORS[indicator]).see(days).reset().see(attack).highest;
}

test('a new country is one event: somebody who arrives there after a night, or somebody who was elsewhere an hour ago', () => {
  const arrives = [call(58, nowMs, 'BR')];
  const leaps = [call(58, nowMs), call(58, nowMs + HOUR, 'BR')];
  expect(surprise('unusualCountry', arrives)).toBeGreaterThan(2);
  expect(surprise('impossibleTravel', arrives)).toBe(0);
  expect(surprise('impossibleTravel', leaps)).toBeGreaterThan(2);
  expect(surprise('unusualCountry', leaps)).toBe(0);
});

test('a thief with a client of its own is more surprising than somebody with a VPN', () => {
  const own = surprise('impossibleTravel', [call(58, nowMs), call(58, nowMs + HOUR, 'BR')]);
  const foreign = surprise('impossibleTravel', [call(58, nowMs), call(58, nowMs + HOUR, 'BR', 'python')]);
  expect(foreign).toBeGreaterThan(own + 1);
});

test('a country that few come from is more surprising than one that many come from', () => {
  const usual = surprise('unusualCountry', [call(58, nowMs, 'FR')]);
  expect(surprise('unusualCountry', [call(58, nowMs, 'MN')])).toBeGreaterThan(usual);
});

test.each<[string, readonly MadeCall[]]>([
  ['a country where the caller was before', [call(0, nowMs), call(0, nowMs + HOUR, 'FR')]],
  ['a call that was refused', [{ ...call(58, nowMs, 'BR'), status: 401 }]],
  ['a new client at home', [call(58, nowMs, 'DE', 'python')]],
  ['the first call of somebody', [call(900, nowMs, 'BR')]],
  ['somebody who did not log in', [{ ...call(58, nowMs, 'BR'), kind: 'anonymous' }]],
])('%s is nothing', (_, calls) => {
  expect(surprise('unusualCountry', calls)).toBe(0);
  expect(surprise('impossibleTravel', calls)).toBe(0);
});

describe('people of a role that stays at home', () => {
  const STAFF = 20;
  const teller = (index: number, timeMs: number, country = 'DE'): MadeCall => ({
    ...call(index, timeMs, country),
    user: `teller ${index}`,
    roles: ['teller'],
  });
  const atWork = Array.from({ length: STAFF * DAYS * 2 }, (_, index) =>
    teller(index % STAFF, START_MS + Math.floor(index / STAFF) * 12 * HOUR + (index % STAFF) * 10 + 5),
  );
  const customers = days.map((each) => ({ ...each, roles: ['customer'] }));
  const all = [...customers, ...atWork].toSorted((one, other) => one.timeMs - other.timeMs);
  const watch = (): Watch => new Watch(unusualCountry).see(all).reset();

  test('surprise more by a journey than those whose role travels', () => {
    const ofCustomer = watch().see([{ ...call(58, nowMs, 'FR'), roles: ['customer'] }]).highest;
    expect(watch().see([teller(1, nowMs, 'FR')]).highest).toBeGreaterThan(ofCustomer + 0.5);
  });

  test('surprise no more than those where they have a role that travels as well', () => {
    const ofCustomer = watch().see([{ ...call(58, nowMs, 'FR'), roles: ['customer'] }]).highest;
    expect(watch().see([{ ...teller(1, nowMs, 'FR'), roles: ['teller', 'customer'] }]).highest).toBeLessThanOrEqual(ofCustomer + 0.1);
  });

  test('do so after a restart, too', () => {
    const known = new Watch(unusualCountry).see(all);
    const restarted = new Watch(unusualCountry);
    restarted.detector.merge?.(known.detector.save?.());
    restarted.see(Array.from({ length: 30 }, (_, index) => teller(1, nowMs + index * 1000)));
    expect(restarted.see([teller(1, nowMs + DAY, 'FR')]).highest).toBeCloseTo(watch().see([teller(1, nowMs, 'FR')]).highest, 0);
  });
});
