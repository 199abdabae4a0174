import { apiFlood } from './api-flood.ts';
import { bruteForce } from './brute-force.ts';
import { codeGuessing } from './code-guessing.ts';
import { costlyCalls } from './costly-calls.ts';
import { credentialProbing } from './credential-probing.ts';
import { credentialStuffing } from './credential-stuffing.ts';
import { dataDeletion } from './data-deletion.ts';
import { dataExfiltration } from './data-exfiltration.ts';
import { dataPoisoning } from './data-poisoning.ts';
import { errorBurst } from './error-burst.ts';
import { extremeActivity } from './extreme-activity.ts';
import { firewallMatches } from './firewall-matches.ts';
import type { Indicator } from './indicator.ts';
import { objectEnumeration } from './object-enumeration.ts';
import { objectGuessing } from './object-guessing.ts';
import { passwordSpraying } from './password-spraying.ts';
import { pathDiscovery } from './path-discovery.ts';
import { personalDataExfiltration } from './personal-data-exfiltration.ts';
import { probing } from './probing.ts';
import { scraping } from './scraping.ts';
import { sessionFlood } from './session-flood.ts';
import { uploadFlood } from './upload-flood.ts';
import { websocketAbuse } from './websocket-abuse.ts';

/** All indicators, by id. */
export const INDICATORS: readonly Indicator[] = [
  apiFlood,
  bruteForce,
  codeGuessing,
  costlyCalls,
  credentialProbing,
  credentialStuffing,
  dataDeletion,
  dataExfiltration,
  dataPoisoning,
  errorBurst,
  extremeActivity,
  firewallMatches,
  objectEnumeration,
  objectGuessing,
  passwordSpraying,
  pathDiscovery,
  personalDataExfiltration,
  probing,
  scraping,
  sessionFlood,
  uploadFlood,
  websocketAbuse,
];
