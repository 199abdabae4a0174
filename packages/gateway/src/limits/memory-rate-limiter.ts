import { createRoom } from './make-room.ts';
import type { LocalRateLimiter, RateDecision, RateLimit } from './rate-limiter.ts';

const MOST_KEYS = 500_000;

/**
 * The generic cell rate algorithm (ITU-T I.371, appendix I) in this process's memory: one number per key, the theoretical arrival time.
 * Bounded: past `maxKeys`, keys whose allowance is full again are forgotten first, which changes nothing for them; then the oldest.
 */
export function createMemoryRateLimiter(options: { readonly maxKeys?: number; readonly now?: () => number } = {}): LocalRateLimiter {
  const maxKeys = options.maxKeys ?? MOST_KEYS;
  const now = options.now ?? (() => performance.now());
  const arrivals = new Map<string, number>();
  const makeRoom = createRoom(arrivals, maxKeys, (arrival, time) => arrival <= time);

  return {
    get size() {
      return arrivals.size;
    },
    peek: (key, limit) => decide(limit, now(), arrivals.get(key), 0),
    take(key, limit) {
      const time = now();
      const known = arrivals.get(key);
      const decision = decide(limit, time, known, 1);
      if (decision.allowed) {
        if (known === undefined) makeRoom(time);
        arrivals.set(key, time + decision.resetMs);
      }
      return decision;
    },
  };
}

/** `known` is the theoretical arrival time of the key; `taken` requests are taken from its allowance if that leaves one for each. */
function decide(limit: RateLimit, time: number, known: number | undefined, taken: 0 | 1): RateDecision {
  const interval = limit.windowMs / limit.requests;
  const tolerance = interval * limit.burst;
  const arrival = Math.max(known ?? time, time);
  const allowed = arrival + interval - time <= tolerance + interval * 1e-9;
  const ahead = (allowed ? arrival + interval * taken : arrival) - time;
  return {
    allowed,
    remaining: Math.max(0, Math.floor((tolerance - ahead) / interval + 1e-9)),
    resetMs: ahead,
    retryAfterMs: Math.max(0, ahead + interval - tolerance),
  };
}
