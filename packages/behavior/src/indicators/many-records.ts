import { defineValueIndicator } from '../model/value-indicator.ts';

export const manyRecords = defineValueIndicator({
  id: 'many-records',
  title: 'Unusually many records in an answer',
  what: 'One answer has far more entries than those of the operation have.',
  how: 'Entries of lists in answers that succeeded, compared with those of all calls of the operation, and less surprising where callers with the same role often have such answers.',
  attack: 'A limit is evaded, or an injection lifts a filter.',
  otherwise: 'A customer with far more data than others; a new page size.',
  remedy: 'Limit the size of pages on the server; look at the parameters of the request.',
  owasp: ['API4:2023', 'API3:2023'],
  cwe: ['CWE-770', 'CWE-200'],
  mitre: ['T1190', 'T1213'],
  severity: 'medium',
  kin: 'amount',
  when: ({ outcome, answer }) => outcome === 'success' && answer !== undefined,
  value: ({ answer }) => answer?.records ?? 0,
  unit: 'entries in lists of the answer',
  floor: 30,
});
