import type { Exchange } from '@airside/domain';

/** `2xx` and its kind: all answers whose status starts with this digit. */
export type StatusClass = '1xx' | '2xx' | '3xx' | '4xx' | '5xx';

/** Which exchanges are meant: those for which every given field fits. Text is compared exactly. */
export interface ExchangeFilter {
  readonly api?: string;
  /** Id of the registered consumer that called. */
  readonly consumer?: string;
  readonly operation?: string;
  readonly status?: number | StatusClass;
  /** Name of the problem that the gateway answered with. */
  readonly problem?: string;
  /** Address of the caller. */
  readonly address?: string;
  /** Earliest time that is meant (RFC 3339, any offset). */
  readonly since?: string;
  /** First time that is no longer meant (RFC 3339, any offset). */
  readonly until?: string;
}

/** An exchange and its place in the store: later appended means greater, and no number is ever given twice. */
export interface StoredExchange {
  readonly sequence: number;
  readonly exchange: Exchange;
}

export interface ListOptions {
  /** At most this many, 1 to `MOST_LISTED`. */
  readonly limit: number;
  /** Only sequences greater than this one. */
  readonly after?: number;
  /** Only sequences smaller than this one. */
  readonly before?: number;
  readonly order: 'oldest-first' | 'newest-first';
}

export interface PruneLimits {
  /** Exchanges of an earlier time are deleted (RFC 3339, any offset). */
  readonly olderThan: string;
  /** Beyond this many, those with the smallest sequences are deleted. */
  readonly keepAtMost: number;
  /** Beyond this many bytes of storage, give or take what the storage needs for itself, those with the smallest sequences are deleted; unbounded where absent. */
  readonly keepAtMostBytes?: number;
}

/**
 * Where exchanges are kept. Every method throws `StoreUnavailableError` when the storage fails, and `RangeError` for an argument
 * that can never be right (a bad time, a limit out of bounds).
 */
export interface ExchangeStore {
  /** Keep exchanges, in this order, all of them or (when it throws) none. */
  append(exchanges: readonly Exchange[]): void;
  list(filter: ExchangeFilter, options: ListOptions): readonly StoredExchange[];
  count(filter?: ExchangeFilter): number;
  /** Delete up to `batch` exchanges (1,000 where not given) that are outside the limits. Yields how many; fewer than `batch` means: done. */
  prune(limits: PruneLimits, batch?: number): number;
  /** Release the storage. May be called twice. */
  close(): void;
}

/** The largest `limit` of a listing: what is listed is held in memory. */
export const MOST_LISTED = 10_000;

/** The largest `batch` of a prune: the caller waits while it runs. */
export const MOST_PRUNED = 100_000;
