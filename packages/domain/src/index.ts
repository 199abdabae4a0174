export { compileAddressList, isNetwork } from './address-list.ts';
export { AUTHORIZATION_SERVER, AUTHORIZATION_SERVER_PATH, apiResource } from './authorization-server.ts';
export { type Detection, detectionSchema, type Evidence, evidenceSchema } from './behavior/detection.ts';
export { FEEDBACK, type Feedback, type Incident, incidentSchema } from './behavior/incident.ts';
export { SANCTION_ACTIONS, type Sanction, type SanctionAction, sanctionSchema } from './behavior/sanction.ts';
export { SEVERITIES, type Severity, worst } from './behavior/severity.ts';
export { SUBJECT_KINDS, type Subject, type SubjectKind, subjectKey, subjectOf, subjectSchema } from './behavior/subject.ts';
export { callerOf } from './caller.ts';
export { CHECKPOINTS, type Checkpoint } from './checkpoint.ts';
export { faultInRegistration } from './client-registration.ts';
export { SourceDocument } from './configuration/document.ts';
export { interpretConfiguration, type ParsedConfiguration, parseConfiguration } from './configuration/parse.ts';
export { formatProblem, type Problem, toPointer } from './configuration/problem.ts';
export { byteSize, duration, identifier, network } from './configuration/scalars.ts';
export {
  type ApiConfiguration,
  type AuthorizationServerConfiguration,
  type Configuration,
  type ConfigurationSchema,
  type ConsumerConfiguration,
  configurationSchema,
  type GatewayConfiguration,
  type IssuerConfiguration,
  type ListenerConfiguration,
  type PolicyOptionSchemas,
  type StoreConfiguration,
} from './configuration/schema.ts';
export { Secret } from './configuration/secret.ts';
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
export { type Notification, notificationSchema } from './notification.ts';
export { present } from './present.ts';
export { ANONYMOUS, CREDENTIAL_KINDS, type CredentialKind, PRINCIPAL_KINDS, type Principal } from './principal.ts';
export { printable } from './printable.ts';
export { PROBLEM_TYPES, type ProblemName, problemUri } from './problem-type.ts';
export { isPublicAddress } from './public-address.ts';
export { faultInRedirectUri, isNativeApp } from './redirect-uri.ts';
export { REDACTED } from './secrets/redacted.ts';
export { decoded, isSecretName, rememberSecretNames } from './secrets/secret-name.ts';
