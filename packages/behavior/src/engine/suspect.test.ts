import { expect, test } from 'vitest';

import { INDICATORS } from '../indicators/index.ts';
import { Releases } from './releases.ts';
import type { Sighting } from './sighting.ts';
import { Suspect } from './suspect.ts';

const NO_RELEASES = new Releases();

/** A sighting of a value that nobody sent before. */
function sightingOf(seen: string, timeMs: number, surprise = 4, which = 0): Sighting {
  const indicator = INDICATORS[which];
  if (indicator === undefined) throw new Error('no indicators');
  const subject = { kind: 'address', id: '192.0.2.1' } as const;
  const evidence = [{ variable: 'query parameter q', learned: 'short', seen, surprise, since: null, observations: 1 }];
  const signal = { subject, surprise, evidence, independent: true, operation: null, api: 'shop' } as const;
  return { indicator, signal, surprise, timeMs, subject, alsoKnownAs: [], exchange: undefined, succeeded: false };
}

test('a thousand long values of one caller are no more to keep than a few kilobytes', () => {
  const suspect = new Suspect();
  for (let call = 0; call < 1000; call++) suspect.remember(sightingOf(`${call}`.padEnd(300, 'x'), call));
  expect(JSON.stringify(suspect.save()).length).toBeLessThan(10_000);
});

test('the same value is no news, not even after a restart, and another one is, less than the first', () => {
  const suspect = new Suspect();
  expect(suspect.news(sightingOf('one', 0))).toBe(4);
  suspect.remember(sightingOf('one', 0));
  const restarted = new Suspect();
  restarted.merge(suspect.save(), (id) => INDICATORS.find((indicator) => indicator.id === id));
  for (const each of [suspect, restarted]) {
    expect(each.news(sightingOf('one', 1))).toBe(0);
    expect(each.news(sightingOf('two', 1))).toBeCloseTo(4 / 2 ** 0.25, 9);
    expect(each.news(sightingOf('one', 2 * 24 * 60 * 60 * 1000))).toBe(4);
  }
});

/** How surprising calls are in a row, in each of which such a value is seen. */
function against(values: readonly string[]): number {
  const suspect = new Suspect();
  for (const [call, value] of values.entries()) {
    const sighting = sightingOf(value, call);
    const news = suspect.news(sighting);
    suspect.pass(news, news === 0);
    suspect.remember(sighting);
  }
  return suspect.surprise(values.length, NO_RELEASES);
}

test('whoever tries out several odd values is more surprising with each, and saying one of them again changes nothing', () => {
  const several = against(['one', 'two', 'three', 'four']);
  expect(several).toBeGreaterThan(6);
  expect(against(['one', 'one', 'two', 'two', 'two', 'three', 'one', 'four'])).toBe(several);
  expect(against(Array.from({ length: 50 }, () => 'one'))).toBe(against(['one']));
});

test.each<readonly [one: string, other: string, what: string]>([
  ['13179.3', '67991', 'numbers of one order of magnitude'],
  ['526 bytes', '434 bytes', 'sizes of one order of magnitude'],
])('%s and %s are %s and one reason', (one, other) => {
  const suspect = new Suspect();
  suspect.remember(sightingOf(one, 0));
  expect(suspect.news(sightingOf(other, 1))).toBe(0);
});

test.each<readonly [one: string, other: string]>([
  ['13179.3', '131793'],
  ['0.5', '0.05'],
  ['token of 4 characters: ab12', 'token of 5 characters: ab123'],
  ["text of 11 characters: ' or '1'='1", 'text of 11 characters: $(reboot)'],
])('%s and %s are two reasons', (one, other) => {
  const suspect = new Suspect();
  suspect.remember(sightingOf(one, 0));
  expect(suspect.news(sightingOf(other, 1))).toBeGreaterThan(2);
});

test('what was gathered against a caller until it was told of does not count towards the next time', () => {
  const until = 24 * 60 * 60 * 1000;
  const told = (): Suspect => {
    const suspect = new Suspect();
    suspect.pass(9);
    suspect.suspiciousUntilMs = until;
    return suspect;
  };
  const [before, after] = [told(), told()];
  before.beginAnew(until);
  expect(before.surprise(until, NO_RELEASES)).toBeGreaterThan(5);
  after.beginAnew(until + 1);
  expect(after.surprise(until + 1, NO_RELEASES)).toBe(0);
  const untold = new Suspect();
  untold.pass(9);
  untold.beginAnew(until);
  expect(untold.surprise(until, NO_RELEASES)).toBeGreaterThan(5);
});

test('something odd of whoever is odd all day, a little more each time, is not taken for odd at the same call', () => {
  const [always, once] = [new Suspect(), new Suspect()];
  for (let call = 0; call < 300; call++) {
    always.pass(0);
    always.remember(sightingOf(`value ${call}`, call, 4 + call / 1000));
    once.pass(0);
  }
  once.remember(sightingOf('value 300', 300, 4.3));
  for (const each of [always, once]) {
    each.pass(0);
    each.remember(sightingOf('another', 301, 5, 1));
  }
  expect(once.surprise(301, NO_RELEASES)).toBeGreaterThan(6);
  expect(always.surprise(301, NO_RELEASES)).toBeLessThan(5.1);
});

test('what becomes odder by an order of magnitude begins anew', () => {
  const suspect = new Suspect();
  suspect.remember(sightingOf('value', 0, 3));
  for (let call = 0; call < 300; call++) suspect.pass(0);
  suspect.remember(sightingOf('another value', 300, 5));
  suspect.pass(0);
  suspect.remember(sightingOf('another', 301, 5, 1));
  expect(suspect.surprise(301, NO_RELEASES)).toBeGreaterThan(6);
});

test('a caller that seldom calls is believed again after days, after a restart as well, and one who goes on the next day is not', () => {
  const hour = 60 * 60 * 1000;
  const seen = (): Suspect => {
    const suspect = new Suspect();
    suspect.beginAnew(hour);
    suspect.pass(6);
    return suspect;
  };
  const [nextDay, days, restarted] = [seen(), seen(), new Suspect()];
  restarted.merge(seen().save(), () => undefined);
  const before = nextDay.surprise(hour, NO_RELEASES);
  nextDay.beginAnew(20 * hour);
  expect(nextDay.surprise(20 * hour, NO_RELEASES)).toBe(before);
  for (const each of [days, restarted]) {
    each.beginAnew(120 * hour);
    expect(each.surprise(120 * hour, NO_RELEASES)).toBeLessThan(before - 2);
  }
});
