import { defineValueIndicator } from '../model/value-indicator.ts';

export const slowAnswer = defineValueIndicator({
  id: 'slow-answer',
  title: 'Unusually slow answer',
  what: 'One request takes the server far longer than those of the operation do.',
  how: 'Time that the server took to answer, compared with that for all calls of the operation.',
  attack: 'A query that is costly on purpose; an injection that makes the data base sleep.',
  otherwise: 'A server that is slow for everybody, a cache that is cold.',
  remedy: 'Look at the parameters; limit what one query may cost.',
  owasp: ['API4:2023'],
  cwe: ['CWE-400', 'CWE-89'],
  mitre: ['T1499.004'],
  severity: 'low',
  when: ({ exchange }) => exchange.upstream !== null,
  value: ({ exchange }) => exchange.upstream?.durationMs ?? 0,
  unit: 'milliseconds that the server took',
  floor: 3000,
});
