import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES, WEEK } from '../model/window/spans.ts';
import { isDoneDeletion } from './when.ts';

const changes: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'count' },
  unit: 'deletions',
  when: isDoneDeletion,
  per: 'all',
};

export const dataDeletion = defineWindowIndicator({
  id: 'data-deletion',
  title: 'Data deleted in numbers',
  what: 'A caller, or many with something in common, delete unusually much.',
  how: 'DELETE requests that succeeded, over ten minutes, a day and a week: by caller, and by network, kind of client and API per caller behind it; compared with others and with the own past.',
  attack: 'Data is destroyed, out of revenge or to extort.',
  otherwise: 'A clean-up job, a tenant that leaves.',
  remedy: 'Take the permission away until it is clear who asked for it; keep deleted data for a while.',
  owasp: ['API1:2023', 'API6:2023'],
  cwe: ['CWE-862', 'CWE-799'],
  mitre: ['T1485'],
  severity: 'high',
  kin: 'amount',
  counts: [
    { ...changes, entity: 'caller', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 4, compare: 'both' },
    { ...changes, entity: 'network', blames: 'caller', spansMs: [HOUR, DAY], floor: 12, compare: 'both', perUser: true },
    { ...changes, entity: 'agent', blames: 'caller', spansMs: [HOUR, DAY], floor: 12, compare: 'both', perUser: true },
    { ...changes, entity: 'api', blames: 'caller', spansMs: [HOUR, DAY], floor: 12, compare: 'self', perUser: true },
  ],
});
