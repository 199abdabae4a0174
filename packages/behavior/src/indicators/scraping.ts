import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES, WEEK } from '../model/window/spans.ts';

const handed: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'distinct', of: (facts) => facts.handed },
  unit: 'different objects in answers',
  when: ({ outcome, answer }) => outcome === 'success' && answer !== undefined && answer.objects.length > 0,
  per: 'api',
};

export const scraping = defineWindowIndicator({
  id: 'scraping',
  title: 'Content scraped',
  what: 'A caller, or many with something in common, collect unusually many different objects from lists and pages.',
  how: 'Distinct objects in answers, for each API, over ten minutes, a day and a week: by caller and address, and by network and kind of client per caller behind it; compared with other callers and with the own past.',
  attack: 'A copy of what the API offers is made: prices, profiles, texts.',
  otherwise: 'A search engine, a partner that synchronises, somebody who exports their own data.',
  remedy: 'Offer partners an export; limit pages per caller; ask clients to prove that they are what they claim.',
  owasp: ['API6:2023', 'API4:2023'],
  cwe: ['CWE-799'],
  mitre: ['T1119', 'T1213'],
  severity: 'medium',
  kin: 'amount',
  counts: [
    { ...handed, entity: 'caller', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 100, compare: 'both' },
    { ...handed, entity: 'address', spansMs: [HOUR, DAY], floor: 200, compare: 'both', perUser: true },
    { ...handed, entity: 'network', blames: 'caller', spansMs: [HOUR, DAY], floor: 300, compare: 'both', perUser: true },
    { ...handed, entity: 'agent', blames: 'caller', spansMs: [HOUR, DAY], floor: 300, compare: 'both', perUser: true },
  ],
});
