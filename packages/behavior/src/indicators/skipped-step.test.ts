import { describe, expect, test } from 'vitest';

import type { MadeCall } from '../testing/call.ts';
import { START_MS } from '../testing/everyday.ts';
import { DAY, many } from '../testing/shop.ts';
import { Watch } from '../testing/watch.ts';
import { skippedStep } from './skipped-step.ts';

const MINUTE = 60_000;

type Steps = readonly ('make' | 'confirm' | 'execute')[];

const OPERATIONS = {
  make: 'POST /transfers',
  confirm: 'POST /transfers/{id}/confirm',
  execute: 'POST /transfers/{id}/execute',
} as const;

/** A transfer, by these steps. */
function transfer(user: string, id: string, timeMs: number, steps: Steps = ['make', 'confirm', 'execute']): readonly MadeCall[] {
  const who = { user, roles: ['customer'] };
  return [
    { ...who, operation: 'GET /accounts', timeMs },
    ...steps.map((step, index) => ({
      ...who,
      operation: OPERATIONS[step],
      timeMs: timeMs + (index + 1) * 20_000,
      ...(step === 'make' ? { answer: { objects: [`transfer=${id}`] } } : { objects: [`transfer=${id}`] }),
    })),
  ];
}

/** Two weeks of transfers, of which a few go as mistakes and broken lines have it. */
const usual = many(14, (day) => ({ timeMs: START_MS + day * DAY })).flatMap(({ timeMs }, day) =>
  Array.from({ length: 20 }, (_, index) => {
    const id = `${day}-${index}`;
    const steps: Steps =
      index === 3 ? ['make', 'confirm', 'execute', 'execute'] : index === 5 ? ['make', 'confirm'] : ['make', 'confirm', 'execute'];
    return transfer(`user-${(day * 20 + index) % 60}`, id, timeMs + index * 30 * MINUTE, steps);
  }).flat(),
);
const nowMs = START_MS + 14 * DAY;
const trained = (): Watch => new Watch(skippedStep).see(usual).reset();

describe('a step that belongs to an object', () => {
  test('is missed where it was done with another one', () => {
    const watch = trained().see(transfer('user-1', 'mine', nowMs, ['make', 'confirm']));
    watch.see(transfer('user-1', 'next', nowMs + MINUTE, ['make', 'execute']));
    expect(watch.highest).toBeGreaterThan(2);
    expect(watch.signals[0]?.evidence[0]?.learned).toContain('POST /transfers/{id}/confirm');
  });

  test('is missed the more the more often one caller leaves it out', () => {
    const watch = trained();
    for (let index = 0; index < 4; index++) watch.see(transfer('thief', `t${index}`, nowMs + index * 5 * MINUTE, ['make', 'execute']));
    const surprises = watch.signals.map(({ surprise }) => surprise);
    expect(surprises).toEqual(surprises.toSorted((a, b) => a - b));
    expect(watch.highest).toBeGreaterThan(6);
  });

  test('is missed by many strangers in one day as much as by the first', () => {
    const watch = trained();
    for (let index = 0; index < 12; index++) watch.see(transfer(`bot-${index}`, `b${index}`, nowMs + index * MINUTE, ['make', 'execute']));
    expect(watch.surprises.length).toBe(12);
    expect(watch.surprises.at(-1)).toBeGreaterThan(1.8);
  });
});

describe('nothing is skipped', () => {
  test('where a call is sent again', () => {
    expect(trained().see(transfer('user-1', 'twice', nowMs, ['make', 'confirm', 'execute', 'execute'])).highest).toBe(0);
  });

  test('where somebody stops half-way, and goes on another day', () => {
    const watch = trained().see(transfer('user-1', 'later', nowMs, ['make', 'confirm']));
    expect(watch.see(transfer('user-1', 'later', nowMs + 2 * DAY, ['execute'])).highest).toBe(0);
  });

  test('where several transfers are made side by side', () => {
    const [one, other] = [transfer('user-1', 'one', nowMs), transfer('user-1', 'other', nowMs + 25_000)];
    expect(trained().see([...one, ...other].toSorted((a, b) => a.timeMs - b.timeMs)).highest).toBe(0);
  });

  test('once callers who are known do without it', () => {
    const watch = trained();
    const without = many(4, (day) => ({ timeMs: nowMs + day * DAY })).flatMap(({ timeMs }, day) =>
      Array.from({ length: 20 }, (_, index) =>
        transfer(`user-${index}`, `new-${day}-${index}`, timeMs + index * MINUTE, ['make', 'execute']),
      ).flat(),
    );
    watch.see(without).reset();
    expect(watch.see(transfer('user-40', 'last', nowMs + 5 * DAY, ['make', 'execute'])).highest).toBe(0);
  });
});

test('what is known is the same after a restart', () => {
  const begun = trained().see(transfer('thief', 't1', nowMs, ['make', 'execute']));
  const next = new Watch(skippedStep);
  next.detector.merge?.(begun.detector.save?.());
  for (const part of begun.detector.saveCallers?.() ?? []) next.detector.mergeCallers?.(part);
  for (const watch of [begun.reset(), next]) watch.see(transfer('thief', 't2', nowMs + MINUTE, ['execute']));
  expect(next.surprises).toEqual(begun.surprises);
  expect(next.highest).toBeGreaterThan(3);
});

test('a state from before steps of objects is taken over', () => {
  const old = [{ operation: 7, sinceMs: START_MS, calls: 50, before: [[8, 'GET /products', 50]] }];
  expect(() => new Watch(skippedStep).detector.merge?.(old)).not.toThrow();
});
