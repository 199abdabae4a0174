import type { JsonValue } from '../../../json.ts';
import type { SchemaCompiler } from '../compiler.ts';
import type { Reading } from '../transform.ts';
import type { SchemaNodes } from './schema-node.ts';

/** Why a field has no place in a value: the definition does not have it, or it does not go in this direction. */
export type Because = 'undeclared' | 'access';

export interface PrunedField {
  /** Names and indices from the root of the value. */
  readonly path: readonly string[];
  readonly because: Because;
}

export interface Pruned {
  /** The value without the fields; the same object where there are none. */
  readonly value: JsonValue;
  readonly fields: readonly PrunedField[];
}

/** The fields that were taken out of a value, by name or index: themselves, or what was taken out of them. */
export type Removed = ReadonlyMap<string, Because | Removed>;

export interface PruneContext {
  readonly nodes: SchemaNodes;
  /** Compiles schemas as they are written, to find the alternatives that a value fits. */
  readonly open: SchemaCompiler;
  readonly reading: Reading;
  readonly wanted: ReadonlySet<Because>;
}
