import { LRUCache } from 'lru-cache';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { bookOf } from './book.ts';
import { RecentCallers } from './recent-callers.ts';
import { reviewed } from './reviewed.ts';

const DAY_MS = 86_400_000;
/** What others met so long ago tells nothing of now. */
const LATELY_MS = 600_000;
/** Callers of an API that are looked at, those who called last. */
const MOST_CALLERS = 16;
const MOST_FAILING = 10_000;
const LONGEST_KEY = 500;

/** What is taken for a failure, and of what: a server fails at all that an API has, a release may turn away the calls of one operation. */
interface Failure {
  readonly isFailure: (call: Call) => boolean;
  readonly of: 'api' | 'operation';
}

/**
 * What became of the last calls of the last callers of an API or an operation. Whoever fails while others are answered is to blame; where the others fail as well, or nobody else is there to tell, it is the server. That one is answered in between
 * makes nothing better.
 */
class FailingServers {
  /** Whether the last call of each failed. */
  readonly #asked: RecentCallers<boolean>;
  /** When a caller began to fail, within a day. */
  readonly #failingMs = new LRUCache<string, number>({ max: MOST_FAILING });
  readonly #isFailure: Failure['isFailure'];
  readonly #scopeOf: (call: Call) => string;

  constructor({ isFailure, of }: Failure, learning: Learning) {
    this.#isFailure = isFailure;
    const book = bookOf(learning);
    this.#scopeOf = of === 'api' ? ({ api }) => api : (call) => book.facts(call).operationName;
    this.#asked = new RecentCallers(MOST_CALLERS, this.#scopeOf);
  }

  /** Takes every call. */
  note(call: Call): void {
    const hasFailed = this.#isFailure(call);
    this.#asked.note(call, hasFailed);
    if (!hasFailed) return;
    const key = this.#keyOf(call);
    if (call.timeMs - (this.#failingMs.get(key) ?? 0) > DAY_MS) this.#failingMs.set(key, call.timeMs);
  }

  /** Whether it is the server that fails a caller whose call was just noted. */
  areToBlame(call: Call): boolean {
    const sinceMs = Math.max(this.#failingMs.get(this.#keyOf(call)) ?? call.timeMs, call.timeMs - LATELY_MS);
    let [answered, failed] = [0, 0];
    for (const { timeMs, mark: hasFailed } of this.#asked.others(call)) {
      if (timeMs < sinceMs) continue;
      if (hasFailed) failed++;
      else answered++;
    }
    return failed >= answered;
  }

  #keyOf(call: Call): string {
    return `${this.#scopeOf(call)} ${call.caller}`.slice(0, LONGEST_KEY);
  }
}

/** The same indicator, which speaks of the API where it is the server that fails callers. */
export function orTheServer(indicator: Indicator, failure: Failure): Indicator {
  return {
    ...indicator,
    create: (learning) => {
      const servers = new FailingServers(failure, learning);
      const detector = reviewed(indicator.create(learning), (call, signal) =>
        servers.areToBlame(call) ? { ...signal, subject: { kind: 'api', id: call.api } } : signal,
      );
      return {
        ...detector,
        judge: (call) => {
          servers.note(call);
          return detector.judge(call);
        },
      };
    },
  };
}
