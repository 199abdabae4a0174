import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, MINUTE } from '../model/window/spans.ts';
import { isAny } from './when.ts';

const calls: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'count' },
  unit: 'calls',
  when: isAny,
  per: 'all',
};

export const extremeActivity = defineWindowIndicator({
  id: 'extreme-activity',
  title: 'Extreme activity of one caller',
  what: 'A caller calls far more often than others do and than it did.',
  how: 'Calls over a minute, an hour and a day: by caller, and by address per caller behind it; compared with other callers of the same class and with the own past.',
  attack: 'A flood, a bot, or a credential in the hands of a program.',
  otherwise: 'A client that retries without a pause, a job that catches up after an outage.',
  remedy: 'Set a rate limit for the caller or the operation; talk to its owner.',
  owasp: ['API4:2023'],
  cwe: ['CWE-770', 'CWE-799'],
  mitre: ['T1499.003', 'T1498.001'],
  severity: 'medium',
  kin: 'amount',
  keepsBook: true,
  counts: [
    { ...calls, entity: 'caller', spansMs: [MINUTE, HOUR, DAY], floor: 60, compare: 'both' },
    { ...calls, entity: 'address', spansMs: [MINUTE, HOUR], floor: 100, compare: 'both', perUser: true },
  ],
});
