import { describe, expect, test } from 'vitest';

import type { MadeCall } from '../testing/call.ts';
import { afterVisits, machine, person, phone, visit, visits } from '../testing/credentials.ts';
import { DAY, many } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';
import { changedClient } from './changed-client.ts';

const MINUTE = 60_000;
const trained = (): Watch => new Watch(changedClient).see(visits).reset();

describe('another program is told', () => {
  test.each<readonly [string, Partial<MadeCall>]>([
    ['in the place of the own one', { agent: 'python-requests/2.31' }],
    ['that calls itself the same and does TLS in another way', { fingerprint: 't13d1516h2' }],
    ['from another place', { ...phone, agent: 'curl/8' }],
  ])('%s', (_name, other) => {
    expect(trained().see(visit([{}, {}, other])).highest).toBeGreaterThan(3.5);
  });
});

describe('nothing is said', () => {
  test.each<readonly [string, readonly Partial<MadeCall>[]]>([
    ['of a new version of the same', [{}, {}, { agent: 'Mozilla/6.1' }]],
    ['of the same at another place', [{}, {}, phone]],
    ['of another program with another token', [{}, {}, { agent: 'curl/8', token: 'another' }]],
    ['where nothing tells what the program is', [{}, {}, { agent: null }, {}]],
  ])('%s', (_name, steps) => {
    expect(trained().see(visit(steps)).highest).toBe(0);
  });

  test('of a session in which two programs take turns', () => {
    const turns = many(40, (index) => ({
      ...machine(1),
      agent: index % 2 === 0 ? 'curl/8' : 'Mozilla/5.0',
      timeMs: afterVisits - DAY + index * MINUTE,
    }));
    const watch = trained().see(turns).reset();
    expect(watch.see([{ ...machine(1), agent: 'curl/8', timeMs: afterVisits }]).highest).toBe(0);
  });
});

test('two programs that share sessions teach nothing about tokens', () => {
  const turns = many(400, (index) => ({
    ...machine(index % 5),
    agent: index % 2 === 0 ? 'curl/8' : 'Go-http-client/2',
    timeMs: afterVisits - DAY + index * MINUTE,
  }));
  const watch = new Watch(changedClient).see([...visits, ...turns].toSorted((a, b) => a.timeMs - b.timeMs)).reset();
  expect(watch.see(visit([{}, {}, {}, { agent: 'curl/8' }])).highest).toBeGreaterThan(3);
});

test('what is known is the same after a restart', () => {
  const begun = trained().see(visit([{}, {}]));
  const next = new Watch(changedClient);
  next.detector.merge?.(begun.detector.save?.());
  for (const part of begun.detector.saveCallers?.() ?? []) next.detector.mergeCallers?.(part);
  const theft = { ...person(5, 9), agent: 'curl/8', timeMs: afterVisits + MINUTE };
  for (const watch of [begun, next]) watch.see([theft]);
  expect(next.surprises).toEqual(begun.surprises);
  expect(next.highest).toBeGreaterThan(3);
});
