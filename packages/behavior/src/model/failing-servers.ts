import { LRUCache } from 'lru-cache';

import type { Call } from '../call/call.ts';

const DAY_MS = 86_400_000;
/** What others met so long ago tells nothing of now. */
const LATELY_MS = 600_000;
/** Callers of an API that are looked at, those who called last. */
const MOST_CALLERS = 16;
const MOST_APIS = 2000;
const MOST_FAILING = 10_000;
const LONGEST_KEY = 500;

interface Asked {
  readonly caller: string;
  timeMs: number;
  failed: boolean;
}

/**
 * What became of the last calls of an API's last callers. Whoever fails while others are answered is to blame; where the others fail as well, or nobody else is there to tell, it is the server. That one is answered in between
 * makes nothing better.
 */
export class FailingServers {
  readonly #byApi = new Map<string, Asked[]>();
  /** When a caller of an API began to fail, within a day. */
  readonly #failingMs = new LRUCache<string, number>({ max: MOST_FAILING });

  /** Takes every call. */
  note({ api, caller, timeMs, outcome }: Call): void {
    const asked = this.#askedOf(api);
    const known = asked.findIndex((each) => each.caller === caller);
    const own = asked[known] ?? { caller, timeMs, failed: false };
    if (known < 0) asked.push(own);
    if (asked.length > MOST_CALLERS) asked.splice(longestAgo(asked), 1);
    own.timeMs = timeMs;
    own.failed = outcome === 'error';
    if (!own.failed) return;
    const key = keyOf(api, caller);
    if (timeMs - (this.#failingMs.get(key) ?? 0) > DAY_MS) this.#failingMs.set(key, timeMs);
  }

  /** Whether it is the server that fails a caller whose call was just noted. */
  areToBlame({ api, caller, timeMs }: Call): boolean {
    const asked = this.#byApi.get(api) ?? [];
    const sinceMs = Math.max(this.#failingMs.get(keyOf(api, caller)) ?? timeMs, timeMs - LATELY_MS);
    let answered = 0;
    let failed = 0;
    for (const each of asked) {
      if (each.caller === caller || each.timeMs < sinceMs) continue;
      if (each.failed) failed++;
      else answered++;
    }
    return failed >= answered;
  }

  #askedOf(api: string): Asked[] {
    const known = this.#byApi.get(api);
    if (known !== undefined) return known;
    const made: Asked[] = [];
    if (this.#byApi.size < MOST_APIS) this.#byApi.set(api, made);
    return made;
  }
}

/** Of whom the last call was longest ago. */
function longestAgo(asked: readonly Asked[]): number {
  let oldest = 0;
  for (const [index, { timeMs }] of asked.entries()) if (timeMs < (asked[oldest]?.timeMs ?? 0)) oldest = index;
  return oldest;
}

function keyOf(api: string, caller: string): string {
  return `${api} ${caller}`.slice(0, LONGEST_KEY);
}
