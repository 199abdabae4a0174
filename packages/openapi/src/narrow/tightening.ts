import type { JsonValue } from '../json.ts';

/** A bound that a definition could have on requests, by what was seen of them. */
export interface Tightening {
  /** Id of the operation. */
  readonly operation: string;
  readonly method: string;
  readonly template: string;
  /** `query parameter limit`, `request body /items/N/quantity`. */
  readonly place: string;
  /** The keyword of JSON Schema that is added. */
  readonly keyword: string;
  readonly value: JsonValue;
  /** Accepted calls that it is reckoned from. */
  readonly calls: number;
  /** Tokens from the root of the document to where the value goes; what is missing on the way is made. */
  readonly path: readonly string[];
}
