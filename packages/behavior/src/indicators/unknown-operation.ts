import { defineRequestIndicator } from '../model/request/define-request-indicator.ts';

export const unknownOperation = defineRequestIndicator({
  id: 'unknown-operation',
  title: 'Operation that nobody calls',
  what: 'A request with a method and a path that were never seen at this API.',
  how: 'The probability of an operation that was never seen, by how many of those seen were seen once only (Good and Turing); ids in paths are no operations.',
  attack: 'Somebody looks for what is there and not meant for them: old versions, administration, methods that were forgotten.',
  otherwise: 'A new release of the API or of an application that uses it.',
  remedy: 'Declare what is meant to be called and let the gateway refuse the rest (policies.contract).',
  owasp: ['API9:2023', 'API5:2023'],
  cwe: ['CWE-425'],
  mitre: ['T1595.003'],
  severity: 'low',
  kin: 'novelty',
  isOfVersions: true,
  isOfWholeCall: true,
  isOfApi: true,
  finds: ({ aspect }) => aspect === 'operation',
});
