import { expect, test } from 'vitest';

import { Senders } from './senders.ts';
import { ValueProfile } from './value-profile.ts';
import { ValueReach } from './value-reach.ts';
import { ValueShape } from './value-shape.ts';

const CALLERS = 20;
const REQUESTS = 500;

/** What is known of a parameter of which each of some callers sends one of five values, and the same each time. */
function profileOf(callers = CALLERS): ValueProfile {
  const profile = new ValueProfile(10, 1, new ValueReach());
  for (let request = 0; request < REQUESTS; request++) {
    for (let caller = 1; caller <= callers; caller++) profile.note(100 + (caller % 5), caller);
  }
  return profile;
}

test('what callers send again and again counts once, and is told of as often as it came', () => {
  const profile = profileOf();
  expect(profile.seen).toBe(CALLERS);
  expect(profile.observations).toBe(CALLERS * REQUESTS);
});

test('a new value of a new caller is as likely as callers have values of their own, and one of a known caller much less', () => {
  const profile = profileOf();
  for (let caller = 21; caller <= 24; caller++) profile.note(1000 + caller, caller);
  expect(profile.unseen(30)).toBeGreaterThan(4 / 24);
  expect(profile.unseen(3)).toBeLessThan(0.001);
});

test('one caller that sends something else each time is no many callers', () => {
  const profile = profileOf();
  for (let request = 0; request < 300; request++) profile.note(5000 + request, 1);
  expect(profile.observations).toBe(CALLERS * REQUESTS + 300);
  expect(profile.unseen(2)).toBeLessThan(0.05);
});

test('where there are more callers than there is room for, new values are as likely as they came', () => {
  const profile = profileOf(3000);
  expect(profile.unseen(9999)).toBeLessThan(0.001);
});

test('what is saved tells the same, and adds what another one knows', () => {
  const [one, other, next] = [profileOf(10), profileOf(10), new ValueProfile(10, 1, new ValueReach())];
  next.merge(one.save());
  expect(next.save()).toEqual(one.save());
  expect([3, 30].map((caller) => next.unseen(caller))).toEqual([3, 30].map((caller) => one.unseen(caller)));
  next.merge(other.save());
  expect(next.observations).toBe(2 * one.observations);
  expect(() => new Senders().merge(['AAAA', 0])).toThrow(/expected/);
});

test('what a state of before has of a parameter is taken over', () => {
  const [known, next] = [profileOf(), new ValueProfile(10, 1, new ValueReach())];
  const saved = known.save();
  next.merge([...saved.slice(0, 9)] as unknown as typeof saved);
  expect(next.seen).toBe(CALLERS);
  expect(next.note(100, 5)).toBe(true);
});

test('one half is forgotten of both', () => {
  const profile = profileOf();
  profile.halve();
  expect(profile.observations).toBe((CALLERS * REQUESTS) / 2);
});

test('how values are made is not forgotten where hardly any new ones come, and is where many do', () => {
  const shape = new ValueShape();
  const learn = (profile: ValueProfile, values: number): ValueProfile => {
    for (let value = 0; value < values; value++) {
      shape.read(`value ${value}`, 'text');
      profile.note(1000 + value, 1);
      profile.learn(shape, 0, true);
    }
    for (let halfLife = 0; halfLife < 12; halfLife++) profile.halve();
    return profile;
  };
  expect(learn(profileOf(), 5).learned).toBe(5);
  expect(learn(profileOf(), 1000).learned).toBeLessThan(130);
});
