import { defineValueIndicator } from '../model/value-indicator.ts';
import { isSuccess } from './when.ts';

export const largeAnswer = defineValueIndicator({
  id: 'large-answer',
  title: 'Unusually large answer',
  what: 'One answer is far larger than those of the operation are, and not because it has more entries.',
  how: 'Bytes of answers that succeeded, by entry of their lists where answers are recorded, compared with those of all calls of the operation, and less surprising where callers with the same role often have such answers.',
  attack: 'An injection or a filter left out makes an operation answer with everything it has.',
  otherwise: 'A customer with far more data than others.',
  remedy: 'Limit the size of pages on the server; look at the parameters of the request.',
  owasp: ['API4:2023', 'API3:2023'],
  cwe: ['CWE-770', 'CWE-200'],
  mitre: ['T1190', 'T1567'],
  severity: 'medium',
  kin: 'amount',
  when: isSuccess,
  value: ({ exchange, answer }) => exchange.responseBytes / Math.max(1, answer?.records ?? 1),
  unit: 'bytes of the answer, for each entry of its lists',
  floor: 20000,
});
