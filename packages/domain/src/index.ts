export { compileAddressList, entryOfLine, isNetwork } from './address-list.ts';
export { BUILT_IN_RULES } from './alerts/built-in-rules.ts';
export { type AlertRuleProblem, alertRuleProblems } from './alerts/check-rules.ts';
export { type AlertCondition, type AlertConditionKind, type AlertRule, resolveAlertRules } from './alerts/resolve-rules.ts';
export { filledIn } from './alerts/template.ts';
export { appendWhole } from './append-whole.ts';
export { AUTHORIZATION_SERVER, AUTHORIZATION_SERVER_PATH, apiResource } from './authorization-server.ts';
export { type AllowList, compileAllowList, faultInAllowed } from './behavior/allow-list.ts';
export { callerName, callerNames, PRINCIPAL_NAMES, principalName, principalNames } from './behavior/caller-names.ts';
export { type Detection, detectionSchema, type Evidence, evidenceSchema } from './behavior/detection.ts';
export { faultInSubject } from './behavior/fault-in-subject.ts';
export { FEEDBACK, type Feedback, type Incident, incidentSchema } from './behavior/incident.ts';
export { INDICATOR_IDS, type IndicatorId } from './behavior/indicator-ids.ts';
export { type Judgement, judgementSchema } from './behavior/judgement.ts';
export { type QuotedValue, quotedValue } from './behavior/quoted-value.ts';
export {
  LONGEST_ORDER_MS,
  SANCTION_ACTIONS,
  type Sanction,
  type SanctionAction,
  type SanctionChange,
  sanctionSchema,
} from './behavior/sanction.ts';
export { SEVERITIES, type Severity, worst } from './behavior/severity.ts';
export { isPersonal, SUBJECT_KINDS, type Subject, type SubjectKind, subjectKey, subjectOf, subjectSchema } from './behavior/subject.ts';
export { callerOf } from './caller.ts';
export { canonicalAddress } from './canonical-address.ts';
export { CHECKPOINTS, type Checkpoint } from './checkpoint.ts';
export { faultInRegistration } from './client-registration.ts';
export { SourceDocument } from './configuration/document.ts';
export { interpretConfiguration, type ParsedConfiguration, parseConfiguration } from './configuration/parse.ts';
export { formatProblem, type Problem, toPointer } from './configuration/problem.ts';
export { byteSize, duration, identifier, network } from './configuration/scalars.ts';
export {
  type AlertRuleConfiguration,
  type AlertsConfiguration,
  type ApiConfiguration,
  type AuthorizationServerConfiguration,
  type BehaviorConfiguration,
  type ChannelConfiguration,
  type Configuration,
  type ConfigurationSchema,
  type ConsumerConfiguration,
  configurationSchema,
  type ExportConfiguration,
  type GatewayConfiguration,
  type IssuerConfiguration,
  type ListenerConfiguration,
  type PolicyOptionSchemas,
  type PrivacyConfiguration,
  type RollupsConfiguration,
  type StoreConfiguration,
  type TelemetryConfiguration,
} from './configuration/schema.ts';
export { Secret } from './configuration/secret.ts';
export { CHANNEL_KINDS, type ChannelKind } from './configuration/sections/channels.ts';
export { EXPORT_KINDS, type ExportKind } from './configuration/sections/exports.ts';
export { type IdentityProvider, TOKEN_ALGORITHMS } from './configuration/sections/issuer.ts';
export { suggest } from './configuration/suggest.ts';
export { unknownName } from './configuration/unknown-name.ts';
export {
  type Allowance,
  type ApiKeyRecord,
  type Application,
  type ClientRecord,
  type ClientRegistration,
  type Consumer,
  type DirectoryChange,
  type DirectoryContents,
  type DirectoryKind,
  type DirectoryRecords,
  directoryId,
  type Group,
  type LoginRecord,
  type Plan,
  type RecordSource,
} from './directory.ts';
export {
  type CertificateRecord,
  type FileRecords,
  HTTP_SIGNATURE_ALGORITHMS,
  type HttpSignatureAlgorithm,
  type SignatureKeyRecord,
  type WebhookRecord,
  type WebhookScheme,
} from './directory-file.ts';
export { type Exchange, exchangeSchema, type RecordedMessage, type Verdict } from './exchange.ts';
export { leadingGroups } from './leading-groups.ts';
export { isInNetwork, isPrefix, NetworkIndex } from './network-index.ts';
export { type Notification, notificationSchema } from './notification.ts';
export { plainAddress } from './plain-address.ts';
export { present } from './present.ts';
export { ANONYMOUS, CREDENTIAL_KINDS, type CredentialKind, PRINCIPAL_KINDS, type Principal } from './principal.ts';
export { printable } from './printable.ts';
export { PROBLEM_TYPES, type ProblemName, problemUri } from './problem-type.ts';
export { isPublicAddress } from './public-address.ts';
export { faultInRedirectUri, isNativeApp } from './redirect-uri.ts';
export { cutFor, type GroupName, SCOPE_LISTS, type TrafficScope } from './rollups/cut.ts';
export {
  DIMENSIONS,
  type Dimension,
  type DistributionName,
  distributionOf,
  isRollupMetric,
  METRIC_NAMES,
  type MetricDescription,
  NONE,
  OTHER,
  OWN_METRICS,
  type OwnMetric,
  QUANTILE_VALUES,
  ROLLUP_METRICS,
  type RollupMetric,
} from './rollups/metric.ts';
export { REDACTED } from './secrets/redacted.ts';
export { decoded, isSecretName, rememberSecretNames } from './secrets/secret-name.ts';
export { syncDirectory } from './sync-directory.ts';
