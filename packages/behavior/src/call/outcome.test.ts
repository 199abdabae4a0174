import type { Exchange } from '@airside/domain';
import { expect, test } from 'vitest';

import { exchangeOf } from '../testing/exchange.ts';
import { outcomeOf } from './outcome.ts';

const ended = (status: number, problem: Exchange['problem'] = null) => outcomeOf(exchangeOf({ status, problem }));

test.each([
  [502, 'upstream-unreachable'],
  [502, 'upstream-invalid'],
  [502, 'response-withheld'],
  [503, 'overloaded'],
  [504, 'upstream-timeout'],
  [500, 'internal-error'],
])('whoever meets a server that fails was not turned away: %i %s', (status, problem) => {
  expect(ended(status, problem)).toBe('error');
});

test.each([
  [403, 'firewall-blocked'],
  [401, 'credential-invalid'],
  [404, 'operation-unknown'],
  [429, 'rate-limited'],
  [502, 'firewall-response-blocked'],
])('what the gateway says no to is refused, whatever the status: %i %s', (status, problem) => {
  expect(ended(status, problem)).toBe('refused');
});

test('the API says no with 4xx and fails with 5xx', () => {
  expect([200, 302, 400, 404, 499, 500, 503].map((status) => ended(status))).toEqual([
    'success',
    'success',
    'rejected',
    'rejected',
    'gone',
    'error',
    'error',
  ]);
});

test.each([
  [403, 'caller-blocked'],
  [429, 'rate-limited'],
  [401, 'authentication-insufficient'],
] as const)('what a sanction turns away says nothing of what was asked for: %i %s', (status, problem) => {
  const refusal = { policy: 'behavior', checkpoint: 'behavior', outcome: 'refuse', durationUs: 1 } as const;
  expect(outcomeOf(exchangeOf({ status, problem, verdicts: [refusal] }))).toBe('sanctioned');
  expect(outcomeOf(exchangeOf({ status: 200, problem: null, verdicts: [{ ...refusal, outcome: 'report' }] }))).toBe('success');
});
