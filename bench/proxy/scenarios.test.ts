import { expect, test } from 'vitest';

import { orderBody } from './payload.ts';
import { proxyTargets, SCENARIO_TITLES } from './scenarios.ts';

const all = proxyTargets(['direct', 'nginx', 'haproxy', 'airside'], 'k');

test('the body has 1 KB of JSON', () => {
  expect(Buffer.byteLength(orderBody())).toBe(1024);
  expect(JSON.parse(orderBody())).toHaveProperty('items');
});

test('targets have different keys and refer to targets that are measured', () => {
  const keys = all.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { references } of all) expect(keys).toEqual(expect.arrayContaining(Object.values(references)));
  expect(new Set(all.map(({ scenario }) => scenario))).toEqual(new Set(Object.keys(SCENARIO_TITLES)));
});

test('every contender of a scenario gets the same request, but for what Airside needs to judge it', () => {
  const calls = all.filter(({ scenario }) => scenario === 'post').map(({ call }) => JSON.stringify(call));
  expect(new Set(calls).size).toBe(1);
});

test('a peer that is not installed is neither measured nor compared with', () => {
  expect(JSON.stringify(proxyTargets(['direct', 'airside'], 'k'))).not.toMatch(/nginx|haproxy/);
});
