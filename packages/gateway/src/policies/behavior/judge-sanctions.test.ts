import { ANONYMOUS, type Sanction, type SanctionAction } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { createMemoryRateLimiter } from '../../limits/memory-rate-limiter.ts';
import type { PolicyRequest } from '../../pipeline/policy.ts';
import { type Entry, toEntry } from '../../sanctions/entry.ts';
import { carryOut } from './judge-sanctions.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const ORDERED_MS = NOW - 60_000;

function entryOf(action: SanctionAction, more: Partial<Sanction> = {}): Entry {
  const entry = toEntry({
    id: `s-${action}`,
    action,
    match: [{ kind: 'user', id: 'ada' }],
    api: null,
    requestsPerMinute: action === 'throttle' ? 1 : null,
    dryRun: false,
    created: new Date(ORDERED_MS).toISOString(),
    expires: new Date(NOW + 3_600_000).toISOString(),
    by: 'response:block',
    reason: 'for this test',
    incident: null,
    undone: null,
    ...more,
  });
  if (entry === undefined) throw new Error('a sanction is about somebody');
  return entry;
}

function judging(entries: readonly Entry[], authenticatedAtMs: number | undefined) {
  const rateLimiter = createMemoryRateLimiter();
  const request = {
    principal: { ...ANONYMOUS, kind: 'jwt', subject: 'ada', authenticatedAtMs },
    clientAddress: '192.0.2.1',
    time: NOW,
    report: () => undefined,
  } as unknown as PolicyRequest;
  return async () => (await carryOut(entries, request, { rateLimiter, onlyReport: false }))?.problem;
}

describe('a demand for a second proof', () => {
  const FRESH = ORDERED_MS + 1000;

  test.each([
    ['before it was ordered', ORDERED_MS - 1000],
    ['never', undefined],
    ['at no time that there is', Number.NaN],
    ['an hour from now', NOW + 3_600_000],
  ])('is not met by who proved it %s', async (_when, authenticatedAtMs) => {
    expect(await judging([entryOf('stepUp')], authenticatedAtMs)()).toBe('authentication-insufficient');
  });

  test('that is met frees from nothing else', async () => {
    expect(await judging([entryOf('stepUp')], FRESH)()).toBeUndefined();
    const throttled = judging([entryOf('throttle'), entryOf('stepUp')], FRESH);
    expect([await throttled(), await throttled()]).toEqual([undefined, 'rate-limited']);
    const byPerson = entryOf('stepUp', { by: 'person:os:ada' });
    expect(await judging([entryOf('block'), byPerson], FRESH)()).toBe('caller-blocked');
  });
});
