/** So many requests in so much time; `burst` of them may come at once. */
export interface RateLimit {
  readonly requests: number;
  readonly windowMs: number;
  readonly burst: number;
}

export interface RateDecision {
  readonly allowed: boolean;
  /** Requests that would be allowed right now. */
  readonly remaining: number;
  /** Milliseconds until the whole burst is available again. */
  readonly resetMs: number;
  /** Milliseconds until one request would be allowed; 0 when one is. */
  readonly retryAfterMs: number;
}

/** Counters of rates. Exact per key: whatever the order of calls, no more than `burst + elapsed × requests / windowMs` are allowed. */
export interface RateLimiter {
  /** Takes one request from the allowance of a key, or takes nothing and refuses. */
  take(key: string, limit: RateLimit): RateDecision | Promise<RateDecision>;
}

/** A limiter in this process, which can be asked without a wait and without a cost. */
export interface LocalRateLimiter extends RateLimiter {
  take(key: string, limit: RateLimit): RateDecision;
  /** What the allowance of a key is now; nothing is taken. `allowed` where `take` would allow. */
  peek(key: string, limit: RateLimit): RateDecision;
  /** Keys that are remembered. */
  readonly size: number;
}
