import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES, WEEK } from '../model/window/spans.ts';
import { isDoneChange } from './when.ts';

const changes: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'count' },
  unit: 'changes',
  when: isDoneChange,
  per: 'all',
};

export const dataPoisoning = defineWindowIndicator({
  id: 'data-poisoning',
  title: 'Data written in numbers',
  what: 'A caller, or many with something in common, create or change unusually much.',
  how: 'POST, PUT and PATCH requests that succeeded, over ten minutes, a day and a week: by caller, and by network, kind of client and API per caller behind it; compared with others and with the own past.',
  attack: 'Data is falsified, or filled up with what is worthless: reviews, orders, accounts.',
  otherwise: 'An import, a migration, a nightly job that runs for the first time.',
  remedy: 'Limit changes per caller; ask for a proof of work or of being human where accounts are made.',
  owasp: ['API1:2023', 'API6:2023'],
  cwe: ['CWE-799', 'CWE-837'],
  mitre: ['T1565.001'],
  severity: 'medium',
  kin: 'amount',
  counts: [
    { ...changes, entity: 'caller', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 40, compare: 'both' },
    { ...changes, entity: 'network', blames: 'caller', spansMs: [HOUR, DAY], floor: 120, compare: 'both', perUser: true },
    { ...changes, entity: 'agent', blames: 'caller', spansMs: [HOUR, DAY], floor: 120, compare: 'both', perUser: true },
    { ...changes, entity: 'api', blames: 'caller', spansMs: [HOUR, DAY], floor: 120, compare: 'self', perUser: true },
  ],
});
