import { LRUCache } from 'lru-cache';

import type { Call } from '../call/call.ts';
import { RecentCallers } from './recent-callers.ts';

const DAY_MS = 86_400_000;
/** What others met so long ago tells nothing of now. */
const LATELY_MS = 600_000;
/** Callers of an API that are looked at, those who called last. */
const MOST_CALLERS = 16;
const MOST_FAILING = 10_000;
const LONGEST_KEY = 500;

/**
 * What became of the last calls of an API's last callers. Whoever fails while others are answered is to blame; where the others fail as well, or nobody else is there to tell, it is the server. That one is answered in between
 * makes nothing better.
 */
export class FailingServers {
  /** Whether the last call of each failed. */
  readonly #asked = new RecentCallers<boolean>(MOST_CALLERS);
  /** When a caller of an API began to fail, within a day. */
  readonly #failingMs = new LRUCache<string, number>({ max: MOST_FAILING });

  /** Takes every call. */
  note(call: Call): void {
    const hasFailed = call.outcome === 'error';
    this.#asked.note(call, hasFailed);
    if (!hasFailed) return;
    const key = keyOf(call);
    if (call.timeMs - (this.#failingMs.get(key) ?? 0) > DAY_MS) this.#failingMs.set(key, call.timeMs);
  }

  /** Whether it is the server that fails a caller whose call was just noted. */
  areToBlame(call: Call): boolean {
    const sinceMs = Math.max(this.#failingMs.get(keyOf(call)) ?? call.timeMs, call.timeMs - LATELY_MS);
    let [answered, failed] = [0, 0];
    for (const { timeMs, mark: hasFailed } of this.#asked.others(call)) {
      if (timeMs < sinceMs) continue;
      if (hasFailed) failed++;
      else answered++;
    }
    return failed >= answered;
  }
}

function keyOf({ api, caller }: Call): string {
  return `${api} ${caller}`.slice(0, LONGEST_KEY);
}
