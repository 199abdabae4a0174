import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES, WEEK } from '../model/window/spans.ts';
import { isSuccess } from './when.ts';

const bytes: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'sum', of: ({ exchange }) => exchange.responseBytes },
  unit: 'bytes of answers',
  when: isSuccess,
  per: 'api',
};
const records: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'sum', of: ({ answer }) => answer?.records ?? 0 },
  unit: 'records in answers',
  when: ({ outcome, answer }) => outcome === 'success' && answer !== undefined && answer.records > 0,
  per: 'api',
};

export const dataExfiltration = defineWindowIndicator({
  id: 'data-exfiltration',
  title: 'Data taken out',
  what: 'A caller gets unusually much data, at once or little by little.',
  how: 'Bytes and records of answers that succeeded, for each API, over ten minutes, a day and a week: by caller, and bytes by network and kind of client per caller behind it; compared with other callers and with the own past.',
  attack: 'Somebody with a valid credential, or with a stolen one, copies what it gives access to.',
  otherwise: 'A backup, a migration, a report that is made once a quarter.',
  remedy: 'Limit the size of pages and the volume per caller; look at whose credential it is.',
  owasp: ['API4:2023', 'API6:2023'],
  cwe: ['CWE-770', 'CWE-200'],
  mitre: ['T1567', 'T1030', 'T1530'],
  severity: 'high',
  kin: 'amount',
  counts: [
    { ...bytes, entity: 'caller', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 1_000_000, compare: 'both' },
    { ...records, entity: 'caller', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 200, compare: 'both' },
    { ...bytes, entity: 'network', blames: 'caller', spansMs: [HOUR, DAY], floor: 3_000_000, compare: 'both', perUser: true },
    { ...bytes, entity: 'agent', blames: 'caller', spansMs: [HOUR, DAY], floor: 3_000_000, compare: 'both', perUser: true },
  ],
});
