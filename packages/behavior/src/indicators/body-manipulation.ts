import { defineRequestIndicator } from '../model/request/define-request-indicator.ts';

export const bodyManipulation = defineRequestIndicator({
  id: 'body-manipulation',
  title: 'Body put together in another way',
  what: 'A body without a field that is always there, with fields in a combination or an order that never came, or that is not in the format that it always has.',
  how: 'Paths of fields in their order; the probability of a combination that was never seen, by how many were seen once only.',
  attack:
    'Requests written by hand or by a tool; fields left out or moved to pass a check; broken bodies that parsers read in different ways.',
  otherwise: 'Optional fields in a rare combination, another application, or a new release of one.',
  remedy: 'Declare the schema of the body, with its required fields, and let the gateway hold requests to it.',
  owasp: ['API3:2023', 'API8:2023'],
  cwe: ['CWE-1286', 'CWE-234'],
  mitre: ['T1190'],
  severity: 'low',
  finds: ({ aspect, place }) => (aspect === 'missing' || aspect === 'combination') && place === 'body',
});
