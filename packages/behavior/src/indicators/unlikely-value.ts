import { defineRequestIndicator } from '../model/request/define-request-indicator.ts';

export const unlikelyValue = defineRequestIndicator({
  id: 'unlikely-value',
  title: 'Value unlike all others',
  what: 'A value built of characters in an order, or of a length, that the parameter does not have, or a new one where the same few always come.',
  how: 'How odd the value is by the n-grams of its characters (runs of letters and of digits as one), its length and its type, after decoding it up to three times; compared with how odd values that were new to the parameter were before.',
  attack: 'Injection of any language (SQL, shell, scripts, templates, paths), smuggled encodings, fuzzing.',
  otherwise: 'A name or a text in another script, an unusual but honest spelling.',
  remedy: 'Look at the value; narrow the schema of the parameter; see that the firewall looks at it.',
  owasp: ['API8:2023'],
  cwe: ['CWE-20', 'CWE-74'],
  mitre: ['T1190'],
  severity: 'medium',
  kin: 'novelty',
  finds: ({ aspect }) => aspect === 'value',
  keeps: true,
});
