import type { Allowance } from '@airside/domain';

import { createRoom } from './make-room.ts';
import type { QuotaCounter } from './quota-counter.ts';
import type { RateDecision } from './rate-limiter.ts';

const MOST_KEYS = 100_000;

interface Window {
  readonly startedAtMs: number;
  readonly windowMs: number;
  used: number;
}

/**
 * Fixed windows in this process's memory. A quota that is changed counts from then on for the window under way. Bounded: past `maxKeys`,
 * windows that have ended are forgotten first, which changes nothing; then the oldest.
 */
export function createMemoryQuotaCounter(
  options: { readonly maxKeys?: number; readonly now?: () => number } = {},
): QuotaCounter & { readonly size: number } {
  const { maxKeys = MOST_KEYS, now = () => performance.now() } = options;
  const windows = new Map<string, Window>();
  const makeRoom = createRoom(windows, maxKeys, ({ startedAtMs, windowMs }, nowMs) => startedAtMs + windowMs <= nowMs);
  const open = (key: string, windowMs: number, nowMs: number): Window => {
    // Taken out first, so that the order of the map stays that of the beginnings.
    if (!windows.delete(key)) makeRoom(nowMs);
    const window: Window = { startedAtMs: nowMs, windowMs, used: 0 };
    windows.set(key, window);
    return window;
  };

  return {
    get size() {
      return windows.size;
    },
    take(key: string, { requests, windowMs }: Allowance): RateDecision {
      const nowMs = now();
      const known = windows.get(key);
      const window = known !== undefined && nowMs < known.startedAtMs + windowMs ? known : open(key, windowMs, nowMs);
      const allowed = window.used < requests;
      if (allowed) window.used++;
      const resetMs = window.startedAtMs + windowMs - nowMs;
      return { allowed, remaining: Math.max(0, requests - window.used), resetMs, retryAfterMs: window.used < requests ? 0 : resetMs };
    },
  };
}
