import { describe, expect, test } from 'vitest';

import type { Machine } from '../harness/machine.ts';
import { type Sample, summarize } from '../harness/result.ts';
import { proxyNotes, proxyWarnings } from './remarks.ts';

const sample = (requestsPerSecond: number, errors = 0): Sample => ({
  requests: 100,
  requestsPerSecond,
  p50Ms: 1,
  p99Ms: 1,
  errors,
  processorUsPerRequest: 1,
});
const machine: Machine = { cpu: '', cores: 2, usableCores: 2, memoryBytes: 1, kernel: '', loadAverage: 0 };
const pinning = { measured: 1, load: 0, text: 'pinned' };

function warnings(
  rates: readonly number[],
  changes: { errors?: number; loadAverage?: number; degradations?: string[]; unpinned?: boolean } = {},
) {
  const direct = [sample(100)];
  const samples = rates.map((rate) => sample(rate, changes.errors));
  const results = [summarize('direct', direct, { direct }), summarize('airside', samples, { direct })];
  return proxyWarnings({
    scenarios: [{ id: 'plain', title: '', results }],
    machine: { ...machine, loadAverage: changes.loadAverage ?? 0 },
    pinning: changes.unpinned === true ? { measured: null, load: null, text: 'nothing is pinned' } : pinning,
    degradations: changes.degradations ?? [],
  });
}

describe('a warning', () => {
  test('is not given for a sound run', () => {
    expect(warnings([30, 31, 32])).toEqual([]);
  });

  test.each([
    ['the upstream may be the bottleneck', warnings([71]), 'more than 70 % of direct'],
    ['calls failed', warnings([30], { errors: 1 }), '1 errors'],
    ['the rounds differ', warnings([30, 40]), 'rounds differ by'],
    ['the machine has other work', warnings([30], { loadAverage: 0.7 }), 'load average 0.7 on 2 cores'],
    ['nothing is pinned', warnings([30], { unpinned: true }), 'nothing is pinned'],
    ['Airside lost records', warnings([30], { degradations: ['exchanges were lost'] }), 'exchanges were lost'],
  ])('is given when %s', (_case, given, expected) => {
    expect(given).toHaveLength(1);
    expect(given[0]).toContain(expected);
  });
});

test('the notes say whether the peers log', () => {
  expect(proxyNotes(false).join()).toContain('the peers do not log');
  expect(proxyNotes(true).join()).toContain('the peers write a line per request');
});
