import type { Data } from '../document/data.ts';

/** What is wrong with a value, in the form of Ajv's errors. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer into the value. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A failure in the words that Spectral uses. */
export interface DescribedError {
  readonly message: string;
  /** Keys that lead from the value to the place. */
  readonly within: readonly string[];
}

export interface Described {
  readonly value: Data;
  /** What the value is called where it is not inside of anything: the last key of its path. */
  readonly name: string | undefined;
}
