import { defineRequestIndicator } from '../model/request/define-request-indicator.ts';

export const unlikelyType = defineRequestIndicator({
  id: 'unlikely-type',
  title: 'Value of another type than usual',
  what: 'A value of a parameter whose type (number, word, UUID, text, …) that parameter never or hardly ever has.',
  how: 'Types of the values that were new to the parameter, of those of the same name elsewhere where it has seen too few.',
  attack: 'Injection, type confusion (`true` or an object where a text belongs), and fuzzing.',
  otherwise: 'A rarely used kind of value, such as a word that stands for all.',
  remedy: 'Give the parameter its type in the definition, and refuse the rest.',
  owasp: ['API8:2023'],
  cwe: ['CWE-1287', 'CWE-20'],
  mitre: ['T1190'],
  severity: 'medium',
  finds: ({ aspect }) => aspect === 'type',
});
