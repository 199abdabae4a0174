import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES, WEEK } from '../model/window/spans.ts';
import { isAny } from './when.ts';

const matches: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'share', of: isAny },
  unit: 'requests with an anomaly score',
  when: ({ exchange: { firewall } }) => firewall !== undefined && firewall.score > 0,
  per: 'all',
};

export const firewallMatches = defineWindowIndicator({
  id: 'firewall-matches',
  title: 'Requests that rules of the firewall match',
  what: 'Rules of the firewall match requests of one caller again and again, whether or not they were refused.',
  how: 'Requests with an anomaly score times their share in all of the same caller, over ten minutes, a day and a week: by caller and address, and by kind of client per caller behind it; compared with others and with the own past.',
  attack: 'Injections of any kind are tried out, or a rule is being evaded.',
  otherwise: 'Texts of people that look like code; rules that do not fit the API.',
  remedy: 'Look at the rules and at what succeeded; add an exclusion where the rule is wrong.',
  owasp: ['API8:2023', 'API10:2023'],
  cwe: ['CWE-20', 'CWE-74'],
  mitre: ['T1190', 'T1595.002'],
  severity: 'medium',
  counts: [
    { ...matches, entity: 'caller', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 4, compare: 'both' },
    { ...matches, entity: 'address', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 5, compare: 'both', perUser: true },
    { ...matches, entity: 'agent', blames: 'address', spansMs: [HOUR, DAY], floor: 15, compare: 'both', perUser: true },
  ],
});
