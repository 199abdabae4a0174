import { defineRequestIndicator } from '../model/request/define-request-indicator.ts';

export const parameterPollution = defineRequestIndicator({
  id: 'parameter-pollution',
  title: 'Parameter sent twice, or in another place',
  what: 'A parameter that stands more than once in a request though it never did, or in the query instead of the body or the other way round.',
  how: 'In how many requests the parameter stood more than once, and in which place, compared with this one.',
  attack: 'HTTP parameter pollution: of two values a check reads one and the application the other.',
  otherwise: 'A list that had one item until now.',
  remedy: 'Declare whether a parameter is a list; refuse it twice where it is not.',
  owasp: ['API8:2023'],
  cwe: ['CWE-235'],
  mitre: ['T1190'],
  severity: 'medium',
  finds: ({ aspect }) => aspect === 'repeated',
});
