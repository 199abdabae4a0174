import { abnormalQuantity } from './abnormal-quantity.ts';
import { apiFlood } from './api-flood.ts';
import { bodyManipulation } from './body-manipulation.ts';
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
import { headerManipulation } from './header-manipulation.ts';
import type { Indicator } from './indicator.ts';
import { objectEnumeration } from './object-enumeration.ts';
import { objectGuessing } from './object-guessing.ts';
import { oversizedRequest } from './oversized-request.ts';
import { parameterPollution } from './parameter-pollution.ts';
import { passwordSpraying } from './password-spraying.ts';
import { pathDiscovery } from './path-discovery.ts';
import { personalDataExfiltration } from './personal-data-exfiltration.ts';
import { probing } from './probing.ts';
import { queryManipulation } from './query-manipulation.ts';
import { scraping } from './scraping.ts';
import { sessionFlood } from './session-flood.ts';
import { unknownOperation } from './unknown-operation.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unlikelyType } from './unlikely-type.ts';
import { unlikelyValue } from './unlikely-value.ts';
import { uploadFlood } from './upload-flood.ts';
import { websocketAbuse } from './websocket-abuse.ts';

/** All indicators, by id. */
export const INDICATORS: readonly Indicator[] = [
  abnormalQuantity,
  apiFlood,
  bodyManipulation,
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
  headerManipulation,
  objectEnumeration,
  objectGuessing,
  oversizedRequest,
  parameterPollution,
  passwordSpraying,
  pathDiscovery,
  personalDataExfiltration,
  probing,
  queryManipulation,
  scraping,
  sessionFlood,
  unknownOperation,
  unknownParameter,
  unlikelyType,
  unlikelyValue,
  uploadFlood,
  websocketAbuse,
];
