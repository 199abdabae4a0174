import { defineRequestIndicator } from '../model/request/define-request-indicator.ts';

export const abnormalQuantity = defineRequestIndicator({
  id: 'abnormal-quantity',
  title: 'Number out of all proportion',
  what: 'A number, such as a quantity, a price, a limit or a page, far from those that the parameter has.',
  how: 'How many of the values of the parameter were as large or as small, in steps of an eighth of a decade, with a heavy tail beyond them.',
  attack: 'Abuse of business logic: negative quantities, prices of nothing, limits that fetch everything, overflow.',
  otherwise: 'A large order, or a correction by hand.',
  remedy: 'Give the parameter a minimum and a maximum in the definition; check amounts on the server against its own prices.',
  owasp: ['API6:2023', 'API4:2023'],
  cwe: ['CWE-1284', 'CWE-840'],
  mitre: ['T1190'],
  severity: 'medium',
  finds: ({ aspect }) => aspect === 'number',
});
