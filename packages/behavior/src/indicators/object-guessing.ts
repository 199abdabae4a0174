import { defineWindowIndicator } from '../model/window/define.ts';
import type { WindowCount } from '../model/window/definition.ts';
import { DAY, HOUR, TEN_MINUTES, WEEK } from '../model/window/spans.ts';
import { isMissedObject } from './when.ts';

const misses: Pick<WindowCount, 'measure' | 'unit' | 'when' | 'per'> = {
  measure: { kind: 'distinct', of: (facts) => facts.objects },
  unit: 'different objects named in vain',
  when: isMissedObject,
  per: 'all',
};

export const objectGuessing = defineWindowIndicator({
  id: 'object-guessing',
  title: 'Ids of objects guessed',
  what: 'Requests name many different objects that do not exist or are not for the caller.',
  how: 'Distinct ids of objects in requests that were answered with 403, 404 or 410, over ten minutes and a day: by caller and address, and by network, kind of client and API per caller behind it; compared with others and with the own past.',
  attack: 'Ids are guessed to find those that exist, and those that the API hands out by mistake.',
  otherwise: 'A client that keeps ids of things that were deleted; a search engine with old links.',
  remedy: 'Answer what is not for the caller as if it did not exist; use ids that cannot be guessed.',
  owasp: ['API1:2023'],
  cwe: ['CWE-639', 'CWE-204'],
  mitre: ['T1595.003'],
  severity: 'medium',
  counts: [
    { ...misses, entity: 'caller', spansMs: [TEN_MINUTES, DAY, WEEK], floor: 10, compare: 'both' },
    { ...misses, entity: 'address', spansMs: [TEN_MINUTES, DAY], floor: 15, compare: 'both', perUser: true },
    { ...misses, entity: 'network', blames: 'caller', spansMs: [HOUR, DAY], floor: 30, compare: 'both', perUser: true },
    { ...misses, entity: 'agent', blames: 'caller', spansMs: [HOUR, DAY], floor: 30, compare: 'both', perUser: true },
    { ...misses, entity: 'api', blames: 'caller', spansMs: [HOUR, DAY], floor: 50, compare: 'self', perUser: true },
  ],
});
