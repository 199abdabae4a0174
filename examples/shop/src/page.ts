import { integerParameter, matching } from './query.ts';

const DEFAULT_PAGE_SIZE = 20;
const LARGEST_PAGE_SIZE = 100;

/** The query parameters of every list: how many entries, and after which one (its id). */
export const PAGE_PARAMETERS = {
  limit: integerParameter(1, LARGEST_PAGE_SIZE),
  after: matching(/^[a-z]{3}_[0-9a-z]{16}$/, 'the id of the last entry of the page before'),
} as const;

/** Which part of a list: at most `limit` entries after the one with the id `after`. */
export interface PageRequest {
  readonly limit: number;
  readonly after: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** The value of `after` for the next page; null on the last. */
  readonly next: string | null;
}

export function pageRequest({ limit = DEFAULT_PAGE_SIZE, after }: { readonly limit?: number; readonly after?: string }): PageRequest {
  return { limit, after: after ?? null };
}

/** A page from up to `limit + 1` entries: the one too many only tells that there are more. */
export function toPage<T extends { readonly id: string }>(found: readonly T[], limit: number): Page<T> {
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
