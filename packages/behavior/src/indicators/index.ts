import { abnormalQuantity } from './abnormal-quantity.ts';
import { abnormalSequence } from './abnormal-sequence.ts';
import { apiFlood } from './api-flood.ts';
import { badReputation } from './bad-reputation.ts';
import { bodyManipulation } from './body-manipulation.ts';
import { botDiversity } from './bot-diversity.ts';
import { botPace } from './bot-pace.ts';
import { bruteForce } from './brute-force.ts';
import { changedClient } from './changed-client.ts';
import { codeGuessing } from './code-guessing.ts';
import { costlyCalls } from './costly-calls.ts';
import { credentialProbing } from './credential-probing.ts';
import { credentialStuffing } from './credential-stuffing.ts';
import { dataDeletion } from './data-deletion.ts';
import { dataExfiltration } from './data-exfiltration.ts';
import { dataPoisoning } from './data-poisoning.ts';
import { decoy } from './decoy.ts';
import { errorBurst } from './error-burst.ts';
import { extremeActivity } from './extreme-activity.ts';
import { firewallMatches } from './firewall-matches.ts';
import { foreignFunction } from './foreign-function.ts';
import { headerManipulation } from './header-manipulation.ts';
import { impossibleTravel } from './impossible-travel.ts';
import type { Indicator } from './indicator.ts';
import { largeAnswer } from './large-answer.ts';
import { manyRecords } from './many-records.ts';
import { newField } from './new-field.ts';
import { objectEnumeration } from './object-enumeration.ts';
import { objectGuessing } from './object-guessing.ts';
import { oversizedRequest } from './oversized-request.ts';
import { parameterPollution } from './parameter-pollution.ts';
import { passwordSpraying } from './password-spraying.ts';
import { pathDiscovery } from './path-discovery.ts';
import { personalDataBurst } from './personal-data-burst.ts';
import { personalDataExfiltration } from './personal-data-exfiltration.ts';
import { probing } from './probing.ts';
import { queryManipulation } from './query-manipulation.ts';
import { refusalBurst } from './refusal-burst.ts';
import { replayedRequest } from './replayed-request.ts';
import { scraping } from './scraping.ts';
import { sessionFlood } from './session-flood.ts';
import { singleAccess } from './single-access.ts';
import { skippedStep } from './skipped-step.ts';
import { slowAnswer } from './slow-answer.ts';
import { stolenCredential } from './stolen-credential.ts';
import { tirelessCaller } from './tireless-caller.ts';
import { unknownOperation } from './unknown-operation.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unlikelyType } from './unlikely-type.ts';
import { unlikelyValue } from './unlikely-value.ts';
import { unusualCountry } from './unusual-country.ts';
import { uploadFlood } from './upload-flood.ts';
import { valueReuse } from './value-reuse.ts';
import { websocketAbuse } from './websocket-abuse.ts';

/** All indicators, by id. */
export const INDICATORS: readonly Indicator[] = [
  abnormalQuantity,
  abnormalSequence,
  apiFlood,
  badReputation,
  bodyManipulation,
  botDiversity,
  botPace,
  bruteForce,
  changedClient,
  codeGuessing,
  costlyCalls,
  credentialProbing,
  credentialStuffing,
  dataDeletion,
  dataExfiltration,
  dataPoisoning,
  decoy,
  errorBurst,
  extremeActivity,
  firewallMatches,
  foreignFunction,
  headerManipulation,
  impossibleTravel,
  largeAnswer,
  manyRecords,
  newField,
  objectEnumeration,
  objectGuessing,
  oversizedRequest,
  parameterPollution,
  passwordSpraying,
  pathDiscovery,
  personalDataBurst,
  personalDataExfiltration,
  probing,
  queryManipulation,
  refusalBurst,
  replayedRequest,
  scraping,
  sessionFlood,
  singleAccess,
  skippedStep,
  slowAnswer,
  stolenCredential,
  tirelessCaller,
  unknownOperation,
  unknownParameter,
  unlikelyType,
  unlikelyValue,
  unusualCountry,
  uploadFlood,
  valueReuse,
  websocketAbuse,
];
