import type { Filter } from './filter/filter.ts';

/** One step of a path. `deep`: the step may be taken from the value itself or from anything inside it (`..`). */
export type Step = { readonly deep: boolean } & Selector;

export type Selector =
  | { readonly kind: 'names'; readonly names: ReadonlySet<string> }
  | { readonly kind: 'any' }
  | { readonly kind: 'slice'; readonly start: number; readonly end: number; readonly step: number }
  | { readonly kind: 'filter'; readonly filter: Filter };

/** A path in Spectral's dialect of JSONPath (nimma's, with what it leaves to jsonpath-plus). */
export interface JsonPath {
  readonly source: string;
  readonly steps: readonly Step[];
  /** What is given: the value reached, its name (`~`), or the value some levels above it (`^`, `^^` …). */
  readonly parents: number;
  readonly keyed: boolean;
  /** Where `^` stands inside the path: how the path goes on from there. */
  readonly then: JsonPath | undefined;
  /** `$..` alone: every object and array, the document included. */
  readonly containers: boolean;
}

/** A path that is not understood: what is wrong at which offset. */
export class JsonPathError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}
