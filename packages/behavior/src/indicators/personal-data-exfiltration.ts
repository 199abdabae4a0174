import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES, WEEK } from '../model/window/spans.ts';

const personal: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'sum', of: ({ answer }) => answer?.personal ?? 0 },
  unit: 'values of personal data in answers',
  when: ({ outcome, answer }) => outcome === 'success' && answer !== undefined && answer.personal > 0,
  per: 'all',
};

export const personalDataExfiltration = defineWindowIndicator({
  id: 'personal-data-exfiltration',
  title: 'Personal data taken out',
  what: 'A caller gets unusually much personal data, at once or little by little.',
  how: 'Values of personal data in answers that succeeded, over ten minutes, a day and a week: by caller, and by network and kind of client per caller behind it; compared with other callers and with the own past.',
  attack: 'Data about people is collected, to be sold or to extort.',
  otherwise: 'Somebody whose work it is, on an unusual day; a new report.',
  remedy:
    'Answer with the fields that are needed only; mask the others; look at whose credential it is, and inform whoever is responsible for data protection.',
  owasp: ['API3:2023', 'API1:2023'],
  cwe: ['CWE-359', 'CWE-200'],
  mitre: ['T1530', 'T1567'],
  severity: 'high',
  kin: 'amount',
  counts: [
    { ...personal, entity: 'caller', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 30, compare: 'both' },
    { ...personal, entity: 'network', blames: 'caller', spansMs: [HOUR, DAY], floor: 100, compare: 'both', perUser: true },
    { ...personal, entity: 'agent', blames: 'caller', spansMs: [HOUR, DAY], floor: 100, compare: 'both', perUser: true },
  ],
});
