import type { Exchange } from '@airside/domain';
import { expect, test } from 'vitest';

import { TrafficProfile } from './traffic-profile.ts';

const call = (time: string, problem: Exchange['problem'] = null, verdicts: Exchange['verdicts'] = []): Exchange => ({
  id: time,
  time: `2026-11-01T${time}Z`,
  api: 'orders',
  operation: null,
  method: 'GET',
  host: 'api.example.com',
  path: '/orders',
  template: null,
  query: '',
  client: { address: '192.0.2.1', userAgent: null },
  principal: { kind: 'apiKey', subject: 'acme', consumer: 'acme', credential: 'k', scopes: [] },
  verdicts,
  problem,
  status: 200,
  upstream: null,
  requestBytes: 0,
  responseBytes: 0,
  durationMs: 1,
});
const counted: Exchange['verdicts'] = [{ policy: 'rateLimit', checkpoint: 'allowance', outcome: 'pass', durationUs: 1 }];

function peakOf(...calls: readonly Exchange[]): number {
  const profile = new TrafficProfile();
  for (const each of calls) profile.add(each);
  return profile.peakPerMinute;
}

test('the pace of a caller is that of all its calls that count against a limit in a minute in which one passed', () => {
  const refused = ['10:00:02', '10:00:03', '10:00:04'].map((time) => call(time, 'contract-violation', counted));
  expect(peakOf(call('10:00:01'), ...refused)).toBe(4);
  expect(peakOf(...refused, call('10:00:05'))).toBe(4);
});

test('what was refused before it counted, or in a minute without a call that passed, is no pace', () => {
  const unknown = ['10:00:02', '10:00:03'].map((time) => call(time, 'address-denied'));
  const later = ['10:01:02', '10:01:03', '10:01:04'].map((time) => call(time, 'contract-violation', counted));
  expect(peakOf(call('10:00:01'), ...unknown, ...later)).toBe(1);
});
