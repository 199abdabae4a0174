import { hash, randomBytes } from 'node:crypto';

import { createMemoryRateLimiter } from '../../../limits/memory-rate-limiter.ts';
import type { LocalRateLimiter, RateDecision, RateLimit } from '../../../limits/rate-limiter.ts';

/** A count of failures, and how many there may be. */
export interface FailureCounter {
  readonly scope: FailureScope;
  /** As `hashed` returns it: counters hold nothing that a caller wrote. */
  readonly key: string;
  readonly limit: RateLimit;
  /** For records: what is counted. */
  readonly what: string;
}

/** Each has a memory of its own, so that made-up accounts cannot push addresses out of it. */
const SCOPES = ['address', 'account', 'pair', 'recheck'] as const;
export type FailureScope = (typeof SCOPES)[number];

/** Counts of failed attempts. An attempt counts from its beginning until it succeeds, so that many at once are not judged more than one by one. */
export interface FailureCounters {
  /** A keyed hash under a random key of this process: what is short enough to be found by trying stays hidden in memory. */
  hashed(...parts: readonly string[]): string;
  /** Undefined where another attempt may be judged; else for how many milliseconds none may. */
  waitMs(counter: FailureCounter): number | undefined;
  /** Counts an attempt that is being judged; the function that is returned ends that, once. */
  begin(counters: readonly FailureCounter[]): () => void;
  /** Counts a failure. False where it was one too many. */
  fail(counter: FailureCounter): boolean;
  /** Entries in memory, of all scopes. */
  readonly size: number;
}

const MOST_KEYS = 100_000;

export function createFailureCounters(options: { readonly maxKeys?: number; readonly now?: () => number } = {}): FailureCounters {
  const { maxKeys = MOST_KEYS, now = () => performance.now() } = options;
  const secret = randomBytes(32).toString('hex');
  const limiters = Object.fromEntries(SCOPES.map((scope) => [scope, createMemoryRateLimiter({ maxKeys, now })])) as Readonly<
    Record<FailureScope, LocalRateLimiter>
  >;
  const underWay = new Map<string, number>();
  const nameOf = ({ scope, key }: FailureCounter) => `${scope} ${key}`;
  const change = (counters: readonly FailureCounter[], by: 1 | -1): void => {
    for (const counter of counters) {
      const name = nameOf(counter);
      const count = (underWay.get(name) ?? 0) + by;
      if (count === 0) underWay.delete(name);
      else underWay.set(name, count);
    }
  };

  return {
    get size() {
      return Object.values(limiters).reduce((sum, limiter) => sum + limiter.size, underWay.size);
    },
    // The secret before the text suffices where nobody gets to see a hash, and takes a third of an HMAC's time.
    hashed: (...parts) => hash('sha256', secret + JSON.stringify(parts), 'base64'),
    waitMs(counter) {
      const decision: RateDecision = limiters[counter.scope].peek(counter.key, counter.limit);
      if (!decision.allowed) return decision.retryAfterMs;
      return decision.remaining > (underWay.get(nameOf(counter)) ?? 0) ? undefined : BUSY_MS;
    },
    begin(counters) {
      change(counters, 1);
      return () => change(counters, -1);
    },
    fail: (counter) => limiters[counter.scope].take(counter.key, counter.limit).allowed,
  };
}

/** As many attempts as may fail are being judged right now: how that ends is known in a moment. */
const BUSY_MS = 1000;
