import { defineRequestIndicator } from '../model/request/define-request-indicator.ts';

export const queryManipulation = defineRequestIndicator({
  id: 'query-manipulation',
  title: 'Query put together in another way',
  what: 'A query from which a parameter is missing that is always there, or whose parameters stand in a combination or an order that never came.',
  how: 'The probability of a combination that was never seen, by how many combinations were seen once only.',
  attack: 'Requests written by hand or by a tool instead of by the application: parameters left out to pass a check, or moved.',
  otherwise: 'Another application, or a new release of one.',
  remedy: 'Declare which parameters are required.',
  owasp: ['API8:2023'],
  cwe: ['CWE-234', 'CWE-233'],
  mitre: ['T1190'],
  severity: 'low',
  kin: 'novelty',
  isOfVersions: true,
  finds: ({ aspect, place }) => (aspect === 'missing' || aspect === 'combination') && place === 'query',
});
