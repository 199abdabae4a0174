import { defineValueIndicator } from '../model/value-indicator.ts';

export const personalDataBurst = defineValueIndicator({
  id: 'personal-data-burst',
  title: 'Unusually much personal data in an answer',
  what: 'One answer has far more values of personal data than those of the operation have.',
  how: 'Values of personal data in answers that succeeded, compared with those of all calls of the operation, and less surprising where callers with the same role often have such answers.',
  attack: 'The API hands out more than it should: fields left in, filters lifted, objects of many people.',
  otherwise: 'A release that shows more on purpose.',
  remedy: 'Answer with the fields that are needed only; mask the others.',
  owasp: ['API3:2023'],
  cwe: ['CWE-213', 'CWE-359'],
  mitre: ['T1530'],
  severity: 'high',
  kin: 'amount',
  when: ({ outcome, answer }) => outcome === 'success' && answer !== undefined,
  value: ({ answer }) => answer?.personal ?? 0,
  unit: 'values of personal data in the answer',
  floor: 15,
});
