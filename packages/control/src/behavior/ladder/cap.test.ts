import type { Sanction, Subject } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { detectionOf, exchangeOf } from '../testing/detections.ts';
import { SanctionsInEffect } from './in-effect.ts';
import { createTraffic } from './traffic.ts';

const CAP = { requests: 0.05, callers: 0.05 };
const HOUR_MS = 3_600_000;
const WINDOW_MS = 300_000;

type Name = Sanction['match'][number];
const user = (id: string | number): Name => ({ kind: 'user', id: `u-${id}` });
const address = (id: string): Name => ({ kind: 'address', id });

/** Callers who do well, hour after hour, unless they are blocked; and blocks of them, as the ladder asks for them. */
function site({ callers = 100, each = 5, forMs = 24 * HOUR_MS } = {}) {
  let nowMs = Date.UTC(2026, 0, 1);
  let traffic = createTraffic(() => nowMs);
  let inEffect = new SanctionsInEffect(traffic, () => nowMs);
  let made = 0;
  const isBlocked = (name: Subject) => inEffect.all().some(({ match }) => match.some(({ id }) => id === name.id));
  const visit = (names: readonly Subject[], requests = each): void =>
    traffic.note(Array.from({ length: requests }, () => exchangeOf(names)));
  return {
    get inEffect() {
      return inEffect;
    },
    visit,
    pass(ms: number): void {
      for (const endMs = nowMs + ms; nowMs < endMs; nowMs += WINDOW_MS) {
        for (let caller = 0; caller < callers; caller++) {
          const names = [user(caller), address(`192.0.2.${caller}`)];
          if (!names.some(isBlocked)) visit(names);
        }
      }
    },
    /** All that a caller does counts towards a detection, as where it is about how much that is. */
    suspect(subject: Subject, count = 100_000): void {
      traffic.suspect(detectionOf({ subject, count, indicator: 'extreme-activity' }));
    },
    /** Undefined where it is imposed. */
    block(...match: Name[]): string | undefined {
      const excess = inEffect.beyondCap(match, CAP);
      if (excess !== undefined) return excess;
      const [created, expires] = [nowMs, nowMs + forMs].map((ms) => new Date(ms).toISOString());
      const id = `s-${++made}`;
      inEffect.add({ ...BLOCK, id, match, created: created ?? '', expires: expires ?? '' });
      return undefined;
    },
    blockAll(): void {
      for (let caller = 0; caller < callers; caller++) if (!isBlocked(user(caller))) this.block(user(caller));
    },
    restart(kept: (sanction: Sanction) => Sanction = (sanction) => sanction): void {
      const sanctions = inEffect.all();
      traffic = createTraffic(() => nowMs);
      inEffect = new SanctionsInEffect(traffic, () => nowMs);
      for (const sanction of sanctions) inEffect.restore(kept(sanction));
    },
  };
}

const BLOCK = {
  action: 'block',
  api: 'orders',
  requestsPerMinute: null,
  dryRun: false,
  by: 'response:block',
  reason: '',
  incident: null,
  undone: null,
} as const;

describe('of callers who have done well for a while, no more than the cap are blocked', () => {
  test('although all that they do is suspicious', () => {
    const shop = site({ callers: 24 });
    shop.pass(2 * HOUR_MS);
    for (let caller = 0; caller < 24; caller++) shop.suspect(user(caller));
    shop.blockAll();
    expect(shop.inEffect.automated).toBe(1);
    expect(shop.block(user(7))).toBe('automated blocks would hit 2 callers that have done well for a while, and may hit 1');
  });

  test('right after the start, too', () => {
    const shop = site();
    shop.pass(WINDOW_MS);
    for (let caller = 0; caller < 100; caller++) shop.suspect(user(caller));
    shop.blockAll();
    expect(shop.inEffect.automated).toBe(5);
  });

  test.each([
    ['suspicious', true],
    ['not suspicious', false],
  ])('hour after hour, where blocks last a day and what they do is %s', (_what, isSuspicious) => {
    const shop = site();
    for (let hour = 0; hour < 5; hour++) {
      shop.pass(HOUR_MS);
      if (isSuspicious) for (let caller = 0; caller < 100; caller++) shop.suspect(user(caller));
      shop.blockAll();
      expect(shop.inEffect.automated).toBe(5);
    }
  });

  test('nor more after a restart, where nothing is known of the traffic', () => {
    const shop = site();
    shop.pass(HOUR_MS);
    shop.blockAll();
    shop.restart((sanction) => JSON.parse(JSON.stringify(sanction)) as Sanction);
    shop.pass(WINDOW_MS);
    shop.blockAll();
    expect(shop.inEffect.automated).toBe(5);
  });

  test('nor where blocks were kept before their weight was: each counts as one caller', () => {
    const shop = site();
    shop.pass(HOUR_MS);
    shop.blockAll();
    shop.restart(({ weight: _, ...sanction }) => sanction);
    shop.pass(HOUR_MS);
    shop.blockAll();
    expect(shop.inEffect.automated).toBe(5);
  });

  test('nor where the same are blocked anew as soon as they are let in', () => {
    const shop = site({ forMs: HOUR_MS });
    shop.pass(2 * HOUR_MS);
    shop.blockAll();
    const blocked = shop.inEffect.all().flatMap(({ match }) => match);
    for (let hour = 0; hour < 3; hour++) {
      shop.pass(HOUR_MS);
      for (const name of blocked) {
        shop.visit([name], 1);
        shop.block(name);
      }
      shop.blockAll();
      expect(shop.inEffect.automated).toBe(5);
    }
  });

  test('by whichever of their names', () => {
    const shop = site({ callers: 20 });
    const token: Name = { kind: 'token', id: 'AAAAAAAAAAAAAAAA' };
    shop.pass(2 * HOUR_MS);
    shop.visit([user(1), token, address('192.0.2.1')]);
    shop.block(user(0));
    for (const match of [[token], [address('192.0.2.2')], [{ kind: 'credential', id: 'key-u-3' } as const]])
      expect(shop.block(...match)).toContain('would hit 2 callers that have done well for a while');
    expect(shop.block(address('192.0.2.4'), user(5))).toContain('would hit 2 callers');
  });

  test('of three, one', () => {
    const shop = site({ callers: 3, each: 1 });
    shop.pass(2 * HOUR_MS);
    shop.blockAll();
    expect(shop.inEffect.automated).toBe(1);
  });

  test('and more once there are more of them, which makes what is blocked a smaller part', () => {
    const shop = site();
    shop.visit([user('first')]);
    shop.block(user('first'));
    shop.pass(2 * HOUR_MS);
    expect(shop.block(user(1))).toBeUndefined();
  });
});

describe('callers that an attacker makes up', () => {
  const made = (index: number): Name => user(`made-up-${index}`);

  test('do not raise the number of customers that may be blocked', () => {
    const shop = site();
    shop.pass(2 * HOUR_MS);
    for (let index = 0; index < 5000; index++) shop.visit([made(index)], 1);
    for (let caller = 0; caller < 100; caller++) shop.suspect(user(caller));
    shop.blockAll();
    expect(shop.inEffect.automated).toBe(5);
  });

  test('are blocked, however many they are, and leave the room for one that is a customer', () => {
    const shop = site();
    shop.pass(2 * HOUR_MS);
    for (let index = 0; index < 5000; index++) {
      shop.visit([made(index)], 12);
      shop.suspect(made(index), 12);
      expect(shop.block(made(index))).toBeUndefined();
    }
    shop.suspect(user(1));
    expect(shop.block(user(1))).toBeUndefined();
  });

  test('take no room from customers by a few requests each that succeed', () => {
    const shop = site();
    shop.pass(2 * HOUR_MS);
    const outcomes = Array.from({ length: 100 }, (_, index) => {
      shop.visit([made(index)], 1);
      shop.suspect(made(index), 1);
      return shop.block(made(index));
    });
    expect(outcomes.filter((outcome) => outcome === undefined).length).toBeLessThan(11);
    expect(outcomes).toContain('automated blocks would hit 6 callers that do well, and may hit 5');
    shop.suspect(user(1));
    expect(shop.block(user(1))).toBeUndefined();
  });
});

test('a changed cap counts for what is in effect, too', () => {
  const shop = site();
  shop.pass(2 * HOUR_MS);
  shop.blockAll();
  expect(shop.inEffect.beyondCap([user(50)], { requests: 0.1, callers: 0.06 })).toBeUndefined();
  expect(shop.inEffect.beyondCap([user(50)], { requests: 0.1, callers: 0.05 })).toContain('would hit 6 callers');
});
