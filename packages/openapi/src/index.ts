export type { Change, CompareRule } from './compare/change.ts';
export { type CompareOptions, compareDefinitions } from './compare/compare-definitions.ts';
export type { ChangeLevel } from './compare/level.ts';
export { COMPARE_RULES } from './compare/rules.ts';
export {
  ClassIndex,
  compileOwnClass,
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
export type { JsonValue } from './json.ts';
export { compileMatcher, type Match, type OperationMatcher } from './match/matcher.ts';
export { fromExchange } from './observe/from-exchange.ts';
export type { Observation, ObservedMessage } from './observe/observation.ts';
export { parsePointer, valueAt } from './pointer.ts';
export { DEFAULT_BOUNDS, type ReadBounds } from './read/bounds.ts';
export { type ReadDefinition, readDefinition } from './read/read-definition.ts';
export { ITEMS, type TypedValue, typedValues, urlValues, type ValuePlace } from './typed/typed-values.ts';
export type { BodyVerdict } from './validate/body/check-body.ts';
export { parseJsonText } from './validate/body/json.ts';
export { isJson, type MediaType, parseMediaType } from './validate/body/media-type.ts';
export { compileRequestValidator, type RequestValidator, type RequestValidatorOptions } from './validate/compile.ts';
export type { RequestHead } from './validate/parameters/check-head.ts';
export { formDecode, percentDecode } from './validate/parameters/decode.ts';
export { parsePairs } from './validate/parameters/pairs.ts';
export type { Violation } from './validate/violation.ts';
