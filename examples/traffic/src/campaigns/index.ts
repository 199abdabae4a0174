import { abnormalQuantity } from './abnormal-quantity.ts';
import { basicGuessing } from './basic-guessing.ts';
import { bodyManipulation } from './body-manipulation.ts';
import { bots } from './bots.ts';
import { bruteForce } from './brute-force.ts';
import type { Campaign } from './campaign.ts';
import { changedFingerprint } from './changed-fingerprint.ts';
import { codeGuessing } from './code-guessing.ts';
import { countryNeverSeen } from './country-never-seen.ts';
import { credentialStuffing } from './credential-stuffing.ts';
import { decoys } from './decoys.ts';
import { deletion } from './deletion.ts';
import { errorBurst } from './error-burst.ts';
import { exfiltration } from './exfiltration.ts';
import { extremeApi } from './extreme-api.ts';
import { extremeCaller } from './extreme-caller.ts';
import { foreignLists } from './foreign-lists.ts';
import { functionOfAnotherRole } from './function-of-another-role.ts';
import { fuzzing } from './fuzzing.ts';
import { headerManipulation } from './header-manipulation.ts';
import { idEnumeration } from './id-enumeration.ts';
import { impossibleTravel } from './impossible-travel.ts';
import { latency } from './latency.ts';
import { leakingRelease } from './leaking-release.ts';
import { parameterPollution } from './parameter-pollution.ts';
import { passwordSpraying } from './password-spraying.ts';
import { poisoning } from './poisoning.ts';
import { probing } from './probing.ts';
import { queryManipulation } from './query-manipulation.ts';
import { replay } from './replay.ts';
import { reputation } from './reputation.ts';
import { responseFields } from './response-fields.ts';
import { responseSize } from './response-size.ts';
import { scraping } from './scraping.ts';
import { sessionFlood } from './session-flood.ts';
import { singleAccess } from './single-access.ts';
import { sizeAttack } from './size-attack.ts';
import { skippedStep } from './skipped-step.ts';
import { stolenCookie } from './stolen-cookie.ts';
import { stolenKey } from './stolen-key.ts';
import { stolenToken } from './stolen-token.ts';
import { stolenVouchers } from './stolen-vouchers.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unlikelyType } from './unlikely-type.ts';
import { unlikelyValue } from './unlikely-value.ts';
import { websocketAbuse } from './websocket-abuse.ts';

/** All campaigns, in the order of the alphabet. */
export const CAMPAIGNS: readonly Campaign[] = [
  abnormalQuantity,
  basicGuessing,
  bodyManipulation,
  bots,
  bruteForce,
  changedFingerprint,
  codeGuessing,
  countryNeverSeen,
  credentialStuffing,
  decoys,
  deletion,
  errorBurst,
  exfiltration,
  extremeApi,
  extremeCaller,
  foreignLists,
  functionOfAnotherRole,
  fuzzing,
  headerManipulation,
  idEnumeration,
  impossibleTravel,
  latency,
  leakingRelease,
  parameterPollution,
  passwordSpraying,
  poisoning,
  probing,
  queryManipulation,
  replay,
  reputation,
  responseFields,
  responseSize,
  scraping,
  sessionFlood,
  singleAccess,
  sizeAttack,
  skippedStep,
  stolenCookie,
  stolenKey,
  stolenToken,
  stolenVouchers,
  unknownParameter,
  unlikelyType,
  unlikelyValue,
  websocketAbuse,
];
