import { expect, test } from 'vitest';

import { Baseline } from '../baseline.ts';
import { ScopeNames, SHARED, UNKNOWN } from './scope-names.ts';
import { Scopes } from './scopes.ts';

const NOW = Date.UTC(2026, 0, 5);

function fill(names: ScopeNames, from: number, until: number): void {
  for (let index = from; index < until; index++) names.index(`GET /made-up-${index}`);
}

test('a table that somebody filled with made-up names has room for one that comes later, and keeps what is asked for often', () => {
  const names = new ScopeNames(50);
  for (let times = 0; times < 10; times++) names.index('GET /orders');
  const orders = names.known('GET /orders');
  fill(names, 0, 1000);
  expect(names.index('GET /later')).toBeGreaterThan(SHARED);
  expect(names.known('GET /orders')).toBe(orders);
});

test('what is learned of a forgotten name is forgotten, and never taken for that of another one', () => {
  const names = new ScopeNames(10);
  const scopes = new Scopes(names, 1, () => new Baseline(0, 14));
  const first = names.index('GET /first');
  scopes.learnable(first, 0)?.learn(5, NOW);
  fill(names, 0, 100);
  expect([names.isForgotten(first), names.known('GET /first')]).toEqual([true, UNKNOWN]);
  expect([scopes.baseline(first, 0), scopes.learnable(first, 0)]).toEqual([undefined, undefined]);
  expect(names.index('GET /first')).not.toBe(first);
  expect(scopes.baseline(names.known('GET /first'), 0)).toBeUndefined();
});

test('saved names stand where the saved numbers say, whatever was forgotten before', () => {
  const names = new ScopeNames(10);
  fill(names, 0, 25);
  const { all, place } = names.saved();
  expect(all.length).toBe(12);
  expect(all[place(names.known('GET /made-up-24'))]).toBe('GET /made-up-24');
  expect([place(SHARED), place(2)]).toEqual([SHARED, UNKNOWN]);
});
