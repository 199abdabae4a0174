import type { Verdict } from '@airside/domain';
import { expect, test } from 'vitest';

import { exchangeWith } from '../../test/exchange.ts';
import { refusedExchange } from '../../test/export-records.ts';
import { severityOfExchange } from './record.ts';

test.each<[policy: string, checkpoint: Verdict['checkpoint'], outcome: Verdict['outcome'], severity: string]>([
  ['firewall', 'firewall', 'refuse', 'medium'],
  ['behavior', 'connection', 'refuse', 'medium'],
  ['behavior', 'access', 'refuse', 'medium'],
  ['addresses', 'connection', 'refuse', 'low'],
  ['access', 'access', 'refuse', 'low'],
  ['behavior', 'connection', 'report', 'low'],
])('a refused exchange with the verdict %s at %s, %s, is of severity %s', (policy, checkpoint, outcome, severity) => {
  expect(severityOfExchange(refusedExchange({ verdicts: [{ policy, checkpoint, outcome, durationUs: 1 }] }))).toBe(severity);
});

test('what was passed on is of no severity, whatever was reported of it', () => {
  const verdicts: Verdict[] = [{ policy: 'firewall', checkpoint: 'firewall', outcome: 'report', durationUs: 1 }];
  expect(severityOfExchange(exchangeWith({ verdicts }))).toBe('info');
});
