import type { Data, Key } from '../../document/data.ts';

/** What a filter is asked about: a value and how it was reached. */
export interface Visited {
  readonly value: Data;
  readonly key: Key;
  readonly parent: Data;
  /** Of `parent` in the value around it; undefined where `parent` is the document. */
  readonly parentKey: Key | undefined;
  readonly root: Data;
  /** Keys that lead to the value. */
  path(): readonly Key[];
}

export interface Filter {
  readonly test: (visited: Visited) => boolean;
  /** It can only hold for objects and arrays. */
  readonly needsContainer: boolean;
  /** It looks at how the value's parent was reached: the same parent may be judged differently when it is reached in another way. */
  readonly looksUp: boolean;
}

/** A part of a filter, compiled. */
export type Evaluate = (visited: Visited) => unknown;
