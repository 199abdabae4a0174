import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES, WEEK } from '../model/window/spans.ts';
import { isReadOfObjects } from './when.ts';

const objects: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'distinct', of: (facts) => facts.objects },
  unit: 'different objects read',
  when: isReadOfObjects,
  per: 'operation',
};

export const objectEnumeration = defineWindowIndicator({
  id: 'object-enumeration',
  title: 'Objects read one after the other',
  what: 'A caller, or many with something in common, successfully read unusually many different objects through one operation.',
  how: 'Distinct ids of objects in requests that succeeded, for each operation, over ten minutes, a day and a week: by caller, and by network and kind of client per caller behind it; compared with other callers of the operation and with the own past.',
  attack: 'Ids are counted up or guessed, and the API hands out what belongs to others.',
  otherwise: 'An export, a synchronisation, or a person of the support staff on a busy day.',
  remedy: 'Check that each object belongs to whoever asks; use ids that cannot be guessed; limit the rate of the operation.',
  owasp: ['API1:2023', 'API6:2023'],
  cwe: ['CWE-639', 'CWE-340'],
  mitre: ['T1530', 'T1119'],
  severity: 'high',
  kin: 'amount',
  counts: [
    { ...objects, entity: 'caller', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 25, compare: 'both' },
    { ...objects, entity: 'network', blames: 'caller', spansMs: [HOUR, DAY], floor: 50, compare: 'both', perUser: true },
    { ...objects, entity: 'agent', blames: 'caller', spansMs: [HOUR, DAY], floor: 50, compare: 'both', perUser: true },
  ],
});
