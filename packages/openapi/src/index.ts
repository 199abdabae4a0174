export type { Catalog, CatalogArgument, CatalogOperation, DefinitionKind } from './catalog/catalog.ts';
export { type CatalogedDefinition, catalogDefinition } from './catalog/catalog-definition.ts';
export type { Change, CompareRule } from './compare/change.ts';
export { type CompareOptions, compareDefinitions } from './compare/compare-definitions.ts';
export type { ChangeLevel } from './compare/level.ts';
export { COMPARE_RULES } from './compare/rules.ts';
export {
  ClassIndex,
  compileOwnClass,
  createPersonalTest,
  DATA_CLASSES,
  type DataClass,
  type DataFinding,
  DataInventory,
  type DataReport,
  type DataSource,
  type DataVolume,
  declaredData,
  type EndpointData,
  reportOf,
  SENSITIVITIES,
  type Sensitivity,
} from './data/index.ts';
export { buildDefinition } from './definition/build.ts';
export type { Definition, Operation, SecurityAlternative } from './definition/definition.ts';
export type { DefinitionDocument } from './definition/document.ts';
export { type InputNames, inputNames } from './definition/input-names.ts';
export { keyNames } from './definition/key-names.ts';
export { combinePatches } from './drift/combine-patches.ts';
export { DriftDetector } from './drift/drift-detector.ts';
export type { DriftEvidence, DriftFinding, PatchOperation } from './drift/finding.ts';
export { DRIFT_KINDS, DRIFT_SEVERITIES, type DriftKind, type DriftSeverity } from './drift/kinds.ts';
export { endpointsOf, type InferredDefinitionOptions, toDefinition } from './infer/definition/to-definition.ts';
export { segmentsOf } from './infer/paths/normal-path.ts';
export { PathTree } from './infer/paths/path-tree.ts';
export { isValue, isValueName, segmentKind } from './infer/paths/segment-kind.ts';
export { HyperLogLog, type HyperLogLogOptions } from './infer/record/hyper-log-log.ts';
export { proves } from './infer/record/proof.ts';
export { TrafficModel } from './infer/traffic-model.ts';
export type {
  Counted,
  ObservedApi,
  ObservedBody,
  ObservedCallers,
  ObservedContent,
  ObservedEndpoint,
  ObservedNoise,
  ObservedParameter,
  ObservedResponse,
} from './infer/view/observed.ts';
export type { JsonValue } from './json.ts';
export { type Edit, type EditCursor, type Edited, editJsonText } from './json-text/edit.ts';
export { type Linted, type LintOptions, lint, lintText } from './lint/lint.ts';
export type { LintPosition, LintRange, LintResult, LintSeverity } from './lint/lint-result.ts';
export { BUILT_IN } from './lint/ruleset/built-in.ts';
export { matchesGlob } from './lint/ruleset/glob.ts';
export { type LoadedRuleset, loadRuleset } from './lint/ruleset/load.ts';
export type { Rule, RuleSeverity, Ruleset } from './lint/ruleset/ruleset.ts';
export { type Family, familyOf } from './lint/score/families.ts';
export { type Score, scoreOf } from './lint/score/score.ts';
export { applyWaivers, type WaiverOutcome } from './lint/waivers/apply-waivers.ts';
export { parseWaivers } from './lint/waivers/parse-waivers.ts';
export type { Waiver, Waivers } from './lint/waivers/waiver.ts';
export { compileMatcher, type Match, type OperationMatcher } from './match/matcher.ts';
export { DefinitionNarrower, type NarrowOptions } from './narrow/definition-narrower.ts';
export { roundUp } from './narrow/round-up.ts';
export { tighten } from './narrow/tighten.ts';
export type { Tightening } from './narrow/tightening.ts';
export { fromExchange } from './observe/from-exchange.ts';
export { fromHarEntry } from './observe/har/from-har-entry.ts';
export { HarEntries, type HarEntry } from './observe/har/har-entries.ts';
export { detectLogFormat, parseLogLine } from './observe/log/formats.ts';
export { LOG_FORMATS, type LogFormat } from './observe/log/names.ts';
export type { Observation, ObservedMessage } from './observe/observation.ts';
export { parsePointer, valueAt } from './pointer.ts';
export { DEFAULT_BOUNDS, type ReadBounds } from './read/bounds.ts';
export { createFetch, type FetchOptions } from './read/create-fetch.ts';
export type { Fetch, Fetched } from './read/fetch.ts';
export type { Purpose } from './read/purpose.ts';
export { type ReadDefinition, type ReadOptions, readDefinition } from './read/read-definition.ts';
export { pageText } from './rulesets/page-text.ts';
export { builtInRules, rulePage, rulePageName } from './rulesets/rule-page.ts';
export { ITEMS, type TypedValue, typedValues, urlValues, type ValuePlace } from './typed/typed-values.ts';
export type { BodyVerdict } from './validate/body/body-verdict.ts';
export type { FieldChoice } from './validate/body/field-choice.ts';
export { parseJsonText } from './validate/body/json.ts';
export { isForm, isJson, isMultipart, type MediaType, parseMediaType } from './validate/body/media-type.ts';
export { parseXml, type XmlElement } from './validate/body/xml/parse-xml.ts';
export { compileRequestValidator, type RequestValidator, type RequestValidatorOptions } from './validate/compile.ts';
export type { HeadVerdict, RequestHead } from './validate/parameters/check-head.ts';
export { formDecode, percentDecode } from './validate/parameters/decode.ts';
export { parsePairs } from './validate/parameters/pairs.ts';
export {
  compileResponseValidator,
  type ResponseHead,
  type ResponseValidator,
  type ResponseValidatorOptions,
} from './validate/response/compile-response.ts';
export type { Violation } from './validate/violation.ts';
