export { buildDefinition } from './definition/build.ts';
export type { Definition, Operation, SecurityAlternative } from './definition/definition.ts';
export type { DefinitionDocument } from './definition/document.ts';
export { DEFAULT_BOUNDS, type ReadBounds } from './read/bounds.ts';
export { type ReadDefinition, readDefinition } from './read/read-definition.ts';
export { compileMatcher, type Match, type OperationMatcher } from './match/matcher.ts';
