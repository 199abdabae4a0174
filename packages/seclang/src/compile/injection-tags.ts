/**
 * The tags of rules that look in values for the grammar of another language, which has no room in a number, a date, a UUID or a listed word.
 * Not among them: rules on the protocol, on sessions (`attack-fixation`, which match a session id by its name), on scanners and on bounds.
 */
export const INJECTION_TAGS: ReadonlySet<string> = new Set([
  // The Core Rule Set.
  'attack-sqli',
  'attack-xss',
  'attack-rce',
  'attack-lfi',
  'attack-rfi',
  'attack-ssrf',
  'attack-ssti',
  'attack-injection-php',
  'attack-injection-java',
  'attack-injection-generic',
  'attack-injection-nodejs',
  'attack-ldap',
  // Airside's own rules: files and paths, commands, scripts, queries, code, line breaks, templates, addresses, objects, single characters.
  'CWE-22',
  'CWE-78',
  'CWE-79',
  'CWE-89',
  'CWE-90',
  'CWE-93',
  'CWE-94',
  'CWE-97',
  'CWE-98',
  'CWE-113',
  'CWE-117',
  'CWE-150',
  'CWE-158',
  'CWE-502',
  'CWE-538',
  'CWE-611',
  'CWE-643',
  'CWE-917',
  'CWE-918',
  'CWE-943',
  'CWE-1321',
  'CWE-1336',
]);
