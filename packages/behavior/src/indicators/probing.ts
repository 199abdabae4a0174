import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES, WEEK } from '../model/window/spans.ts';
import { isAny, isTurnedAway } from './when.ts';

const turnedAway: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'share', of: isAny },
  unit: 'requests turned away',
  when: isTurnedAway,
  per: 'all',
};

export const probing = defineWindowIndicator({
  id: 'probing',
  title: 'Probing and fuzzing',
  what: 'Much of what a caller asks for is rejected by the API or refused by the gateway.',
  how: 'Requests that were rejected or refused times their share in all of the same caller, over ten minutes, a day and a week: by caller and address, and by network, kind of client and API per caller behind it; compared with others and with the own past.',
  attack: 'Somebody looks for what the API lets through.',
  otherwise: 'A client that does not fit the API any more after a release; a credential that expired.',
  remedy: 'Look at what was tried and at what succeeded afterwards; block the caller when it goes on.',
  owasp: ['API8:2023', 'API9:2023'],
  cwe: ['CWE-200', 'CWE-209'],
  mitre: ['T1595.002', 'T1190'],
  severity: 'medium',
  counts: [
    { ...turnedAway, entity: 'caller', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 12, compare: 'both' },
    { ...turnedAway, entity: 'address', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 15, compare: 'both', perUser: true },
    { ...turnedAway, entity: 'network', blames: 'address', spansMs: [HOUR, DAY], floor: 40, compare: 'both', perUser: true },
    { ...turnedAway, entity: 'agent', blames: 'address', spansMs: [HOUR, DAY], floor: 40, compare: 'both', perUser: true },
  ],
});
