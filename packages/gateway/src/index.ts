import { configurationSchema as schemaOf } from '@airside/domain';

import { policyOptionSchemas } from './policies/index.ts';

export { type AccessAnswer, type AccessQuestion, explainAccess, UnexplainableError } from './explain/explain-access.ts';
export { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
export { WORKER_METRICS } from './metrics/catalog/index.ts';
export { type MetricDefinition, OTHER } from './metrics/definition.ts';
export type { Family } from './metrics/family.ts';
export { MergedSource } from './metrics/merge.ts';
export { Meter, type MeterOptions, metricLimits } from './metrics/meter.ts';
export { ProcessMeter } from './metrics/process-meter.ts';
export { type MetricChanges, Registry } from './metrics/registry.ts';
export { type CoverageCell, coverageOf, coverageScore, type OperationCoverage, UncoverableError } from './owasp/coverage.ts';
export { LEVELS, type Level, LISTS, type List } from './owasp/risk.ts';
export { RISKS } from './owasp/risks/index.ts';
export type { ExplainedCondition, ExplainedRule } from './pipeline/policy.ts';
export { exclusionsOn } from './policies/firewall/exclusions.ts';
export { inspectRequest, openFirewall } from './policies/firewall/inspect-request.ts';
export { judgeMatches } from './policies/firewall/judge-matches.ts';
export { loadRuleSet } from './policies/firewall/load-rule-set.ts';
export { policies, policyOptionSchemas } from './policies/index.ts';
export { openReplay, type Replay } from './replay/replay.ts';
export type { Replayed, ReplayedRefusal } from './replay/replayed.ts';
export { createSanctionIndex, type SanctionIndex } from './sanctions/sanction-index.ts';
export type { ConfigurationBundle, RunningAuthorizationServer } from './snapshot/bundle.ts';
export { configuredDirectory } from './snapshot/configured-directory.ts';
export type { FindInstalledRules } from './snapshot/installed-rules.ts';
export { type FindStored, type LoadedConfiguration, type LoadOptions, loadConfiguration, loadConfigurationText } from './snapshot/load.ts';
export { defaultIssuer } from './snapshot/own-issuer.ts';
/** The schema of a configuration file, with the options of all policies. */
export const gatewayConfigurationSchema = schemaOf(policyOptionSchemas);
export { createAttemptMemory } from './policies/authentication/brute-force/attempt-memory.ts';
export type { Attributes, Span } from './trace/span.ts';
export type { TracerOptions } from './trace/tracer.ts';
