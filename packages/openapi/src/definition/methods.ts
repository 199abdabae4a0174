import { type JsonValue, member, members } from '../json.ts';
import type { DefinitionDocument } from './document.ts';

/** The fields of a Path Item Object that hold operations (OpenAPI 3.1 section 4.8.9), in the order in which they are listed. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** The fields that OpenAPI 3.2 (section 4.9) adds: a method with a body that changes nothing, and all other methods by their names. */
export const QUERY = 'query';
export const ADDITIONAL = 'additionalOperations';

/** An Operation Object and where it stands in its path item. */
export interface PathItemOperation {
  /** As it is sent: upper case, or as `additionalOperations` writes it. */
  readonly method: string;
  /** Keys that lead from the path item to the operation. */
  readonly tokens: readonly string[];
  readonly value: JsonValue;
}

/** The operations of a path item, without following its reference. `query` and `additionalOperations` mean something from 3.2 on. */
export function operationsOf(document: DefinitionDocument, item: JsonValue | undefined): readonly PathItemOperation[] {
  const at = (field: string): readonly PathItemOperation[] => {
    const value = member(item, field);
    return value === undefined ? [] : [{ method: field.toUpperCase(), tokens: [field], value }];
  };
  const standard = METHODS.flatMap(at);
  if (!isVersion32(document)) return standard;
  const others = members(member(item, ADDITIONAL)).map(([method, value]) => ({ method, tokens: [ADDITIONAL, method], value }));
  return [...standard, ...at(QUERY), ...others];
}

/** Whether a document is written in OpenAPI 3.2. */
export function isVersion32(document: DefinitionDocument): boolean {
  return document.openapi.startsWith('3.2.');
}
