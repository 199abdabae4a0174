import { defineRequestIndicator } from '../model/request/define-request-indicator.ts';

export const oversizedRequest = defineRequestIndicator({
  id: 'oversized-request',
  title: 'Request far larger than usual',
  what: 'A body larger than those of the operation, or more values than its requests have.',
  how: 'Bytes of the body and number of values, compared with those of the requests before, with a heavy tail beyond them.',
  attack: 'Exhaustion of memory or time: huge bodies, endless lists, batches of what is limited one by one.',
  otherwise: 'An import, a long text, a picture.',
  remedy: 'Limit sizes and numbers of items in the definition and at the gateway.',
  owasp: ['API4:2023'],
  cwe: ['CWE-770', 'CWE-400'],
  mitre: ['T1499.003'],
  severity: 'medium',
  finds: ({ aspect }) => aspect === 'size',
});
