/** A session as far as it has gone. Amounts of requests, one number for each request that is kept. */
export interface SessionPart {
  /** Number of whoever called first. */
  readonly caller: number;
  readonly requests: number;
  /** Numbers of operations, in the order of the requests. */
  readonly operations: readonly number[];
  /** Numbers of paths. */
  readonly paths: readonly number[];
  /** Hashes of what was asked for, with the query. */
  readonly targets: readonly number[];
  /** Numbers of the objects that were asked for, each once. */
  readonly objects: readonly number[];
  /** How many addresses and kinds of software called. */
  readonly clients: number;
  /** Answers with 4xx, and with 5xx. */
  readonly rejected: number;
  readonly failed: number;
  readonly responseBytes: number;
  /** Pauses between requests: how many are known, sum and sum of squares of log10(1 + ms). */
  readonly pauses: Pauses;
  /** Of single requests. */
  readonly surprises: Surprises;
  /** From the first request to the last one; NaN where no times are known. */
  readonly durationMs: number;
}

export interface Pauses {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

export interface Surprises {
  readonly most: number;
  readonly sum: number;
}

/** −log10 of the chance that one of so many requests is as surprising as the worst of them (Bonferroni). */
export function worstOf({ surprises, requests }: SessionPart): number {
  return Math.max(0, surprises.most - Math.log10(Math.max(1, requests)));
}
