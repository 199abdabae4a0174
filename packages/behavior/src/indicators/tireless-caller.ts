import { defineWindowIndicator } from '../model/window/define.ts';
import { DAY, TEN_MINUTES, WEEK } from '../model/window/spans.ts';
import { isSuccess } from './when.ts';

export const tirelessCaller = defineWindowIndicator({
  id: 'tireless-caller',
  title: 'A person who never rests',
  what: 'Somebody who should be a person calls at more times of the day than people are awake.',
  how: 'Distinct stretches of ten minutes in which a caller called, over a day and a week; compared with other callers of the same class and with the own past.',
  attack: 'A script acts for a person, slowly enough not to be noticed by its pace.',
  otherwise: 'A client that keeps asking for news while it lies on a table.',
  remedy: 'Ask for a proof of being human, or offer what the script wants as an API for programs.',
  owasp: ['API6:2023'],
  cwe: ['CWE-799', 'CWE-837'],
  mitre: ['T1119'],
  severity: 'low',
  counts: [
    {
      entity: 'caller',
      measure: { kind: 'distinct', of: ({ call }) => Math.floor(call.timeMs / TEN_MINUTES) % 100_000 },
      unit: 'stretches of ten minutes with calls',
      when: isSuccess,
      spansMs: [DAY, WEEK],
      floor: 40,
      per: 'all',
      compare: 'both',
    },
  ],
});
