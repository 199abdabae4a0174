import { describe, expect, test } from 'vitest';

import type { MadeCall } from '../testing/call.ts';
import { afterVisits, machine, phone, visit, visits } from '../testing/credentials.ts';
import { DAY, many } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';
import { stolenCredential } from './stolen-credential.ts';

const MINUTE = 60_000;
const abroad = { address: '192.0.2.9', network: 'AS65000', country: 'KP' };
const trained = (): Watch => new Watch(stolenCredential).see(visits).reset();

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
    timeMs: afterVisits - DAY + index * MINUTE,
  }));
  const watch = new Watch(stolenCredential).see([...visits, ...moving].toSorted((a, b) => a.timeMs - b.timeMs)).reset();
  expect(watch.see(visit([{}, {}, {}, abroad])).highest).toBeGreaterThan(3);
});
