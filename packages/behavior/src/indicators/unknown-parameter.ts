import { defineRequestIndicator } from '../model/request/define-request-indicator.ts';

export const unknownParameter = defineRequestIndicator({
  id: 'unknown-parameter',
  title: 'Parameter that nobody sends',
  what: 'A parameter of the query or a field of the body whose name was never seen at this operation.',
  how: 'The probability of a name that was never seen at the operation, by how many names were seen once only, there and over the API.',
  attack: 'Mass assignment (fields that a client is not meant to set, such as `isAdmin`), and search for hidden switches such as `debug`.',
  otherwise: 'A new release of an application, or a tracking parameter added to a link.',
  remedy: 'Close the schemas of the definition, so that unknown names are refused; bind only the fields that a client may set.',
  owasp: ['API3:2023'],
  cwe: ['CWE-915', 'CWE-235'],
  mitre: ['T1190'],
  severity: 'medium',
  kin: 'novelty',
  isOfVersions: true,
  isOfNames: true,
  finds: ({ aspect }) => aspect === 'name',
});
