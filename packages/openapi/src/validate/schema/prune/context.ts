import type { JsonValue } from '../../../json.ts';
import type { SchemaCompiler } from '../compiler.ts';
import type { Reading } from '../transform.ts';
import type { SchemaNodes } from './schema-node.ts';

/** A field that has no place in a value, and why: the definition does not have it, or it does not go in this direction. */
export interface PrunedField {
  /** Names and indices from the root of the value. */
  readonly path: readonly string[];
  readonly because: 'undeclared' | 'access';
}

export interface Pruned {
  /** The value without the fields; the same object where there are none. */
  readonly value: JsonValue;
  readonly fields: readonly PrunedField[];
}

export interface PruneContext {
  readonly nodes: SchemaNodes;
  /** Compiles schemas as they are written, to find the alternatives that a value fits. */
  readonly open: SchemaCompiler;
  readonly reading: Reading;
  readonly wanted: ReadonlySet<PrunedField['because']>;
}
