import { describe, expect, test } from 'vitest';

import type { MadeCall } from '../testing/call.ts';
import { START_MS } from '../testing/everyday.ts';
import { DAY, many } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';
import { stolenCredential } from './stolen-credential.ts';

const MINUTE = 60_000;
const home = { address: '198.51.100.7', network: 'AS64500', country: 'DE' };
const phone = { address: '203.0.113.9', network: 'AS64501', country: 'DE' };
const abroad = { address: '192.0.2.9', network: 'AS65000', country: 'KP' };
const person = (index: number, day: number) => ({ user: `user-${index}`, token: `token-${index}-${day}`, ...home });
const machine = (index: number) => ({ user: `partner-${index}`, session: `session-${index}`, ...home });

/** People with tokens that last for a visit, some of whom go from one network to another. */
const usual = many(8, (day) => ({ timeMs: START_MS + day * DAY })).flatMap(({ timeMs }, day) =>
  Array.from({ length: 60 }, (_, index) =>
    many(8, (step) => ({
      ...person(index, day),
      ...(index % 9 === 0 && step > 4 ? { ...phone, network: `AS${64_510 + day}` } : {}),
      timeMs: timeMs + index * 20 * MINUTE + step * 10_000,
    })),
  ).flat(),
);
const nowMs = START_MS + 8 * DAY;
const trained = (): Watch => new Watch(stolenCredential).see(usual).reset();
const visit = (steps: readonly Partial<MadeCall>[]): readonly MadeCall[] =>
  steps.map((step, index) => ({ ...person(5, 9), ...step, timeMs: nowMs + index * 10_000 }));

describe('a token is told stolen', () => {
  test.each<readonly [string, readonly Partial<MadeCall>[]]>([
    ['that is used from another country', [{}, {}, {}, abroad]],
    ['that is used from two places in turn', [{}, {}, {}, phone, {}, phone, {}]],
  ])('%s', (_name, steps) => {
    expect(trained().see(visit(steps)).highest).toBeGreaterThan(3);
  });
});

describe('nothing is said of a token', () => {
  test.each<readonly [string, readonly Partial<MadeCall>[]]>([
    ['that goes from Wi-Fi to the mobile network', [{}, {}, {}, phone, phone]],
    ['that is used by another program in the same place', [{}, {}, {}, { agent: 'curl/8' }]],
    ['that was hardly used before', [{}, abroad]],
  ])('%s', (_name, steps) => {
    expect(trained().see(visit(steps)).highest).toBe(0);
  });
});

test('sessions that are moved about teach nothing about tokens', () => {
  const moving = many(400, (index) => ({
    ...machine(index % 5),
    ...(index % 20 < 5 ? {} : { ...abroad, network: `AS${65_000 + Math.floor(index / 5)}`, country: index % 2 === 0 ? 'US' : 'FR' }),
    timeMs: nowMs - DAY + index * MINUTE,
  }));
  const watch = new Watch(stolenCredential).see([...usual, ...moving].toSorted((a, b) => a.timeMs - b.timeMs)).reset();
  expect(watch.see(visit([{}, {}, {}, abroad])).highest).toBeGreaterThan(3);
});
