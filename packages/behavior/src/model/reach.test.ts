import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Reach } from './reach.ts';

const FALL = 2;
const CROWD = 20;
const LEARNED = 1000;
const sender = (caller: number, isTrusted = false) => ({ caller, isTrusted });

/** A reach to which so many callers have gone up to the same place. */
function reachOf(callers: number): Reach {
  const reach = new Reach();
  for (let caller = 0; caller < callers; caller++) reach.believes(CROWD, sender(caller, true), LEARNED);
  return reach;
}

describe('how far callers go', () => {
  test('one who goes beyond the others teaches one such value, and is judged by its own from then on', () => {
    const reach = reachOf(30);
    expect(reach.judgedAt(40, 1)).toBe(40);
    expect(Array.from({ length: 20 }, (_, index) => reach.believes(40 - (index % 3), sender(1), LEARNED))).toEqual([
      true,
      ...Array.from({ length: 19 }, () => false),
    ]);
    expect(reach.judgedAt(40, 1)).toBe(CROWD);
    expect(reach.judgedAt(40, 2)).toBe(40);
    expect(reach.isBeyond(CROWD + 1)).toBe(true);
  });

  test('one that goes beyond the others step by step is judged by how far each step goes beyond its own', () => {
    const reach = reachOf(30);
    reach.believes(40, sender(1), LEARNED);
    expect([40, 41, 42, 45].map((place) => reach.judgedAt(place, 1))).toEqual([CROWD, CROWD, CROWD + 1, CROWD + 4]);
    expect([CROWD, CROWD + 1, CROWD + 4].map((place) => reach.judgedAt(place, 2))).toEqual([CROWD, CROWD + 1, CROWD + 4]);
  });

  test('where no crowd is known everything is judged as it lies', () => {
    const reach = new Reach();
    reach.believes(40, sender(1), LEARNED);
    expect([0, 40, 41].map((place) => reach.judgedAt(place, 1))).toEqual([0, 40, 41]);
  });

  test('of many who go beyond the others no more teach than a twentieth of what is learned', () => {
    const reach = reachOf(50);
    const taught = Array.from({ length: 15 }, (_, caller) => reach.believes(60, sender(caller), 100));
    expect(taught.filter((isTaught) => isTaught)).toHaveLength(5);
  });

  test('fewer than a third who go a little farther each day get nowhere', () => {
    const reach = reachOf(30);
    for (let place = CROWD + 1; place < CROWD + 14; place++) {
      for (let caller = 0; caller < 9; caller++) reach.believes(place, sender(caller), LEARNED);
      if (place === CROWD + 7) reach.halve();
    }
    expect(reach.isBeyond(CROWD + 1)).toBe(true);
  });

  test('a third of the callers are followed at once, and so are a few while an API is only watched', () => {
    const [many, watched] = [reachOf(30), reachOf(30)];
    for (let caller = 0; caller < 10; caller++) many.believes(60, sender(caller), LEARNED);
    for (let caller = 0; caller < 3; caller++) watched.believes(60, sender(caller, true), LEARNED);
    for (const reach of [many, watched]) expect(reach.isBeyond(60)).toBe(false);
  });

  test('where there are one or two callers all is believed', () => {
    const reach = new Reach();
    for (let place = 0; place < 100; place++) expect(reach.believes(place, sender(place % 2), LEARNED)).toBe(true);
  });

  test('what nobody does any more is forgotten step by step', () => {
    const reach = reachOf(30);
    for (let halfLives = 0; halfLives < 3; halfLives++) {
      reach.halve();
      for (let caller = 0; caller < 30; caller++) reach.believes(5, sender(caller), LEARNED);
    }
    expect(reach.isBeyond(CROWD)).toBe(true);
    expect(reach.isBeyond(CROWD - 3 * FALL)).toBe(false);
  });

  test('is the same after a restart, and where two states become one, whichever is first', () => {
    const known = fc.array(fc.tuple(fc.nat(63), fc.nat(200), fc.boolean()), { maxLength: 200 });
    const made = (calls: readonly (readonly [number, number, boolean])[]): Reach => {
      const reach = new Reach();
      for (const [caller, place, isTrusted] of calls) reach.believes(place, sender(caller, isTrusted), LEARNED);
      return reach;
    };
    fc.assert(
      fc.property(known, known, (some, others) => {
        const [one, other, restarted] = [made(some), made(others), new Reach()];
        const [saved, ofOther] = [one.save(), other.save()];
        restarted.merge(saved);
        expect(restarted.save()).toBe(saved);
        one.merge(ofOther);
        other.merge(saved);
        expect(one.save()).toBe(other.save());
      }),
    );
    expect(() => new Reach().merge('AAAA')).toThrow('reach: 130 bytes expected, 3 found');
  });
});
