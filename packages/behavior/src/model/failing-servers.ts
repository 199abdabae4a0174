import type { Call } from '../call/call.ts';

const LATELY_MS = 600_000;
/** Callers of an API that are looked at, those who called last. */
const MOST_CALLERS = 16;
/** Fewer others tell nothing of the server. */
const FEWEST = 3;
/** It is the server's doing where such a share of them fail as well. */
const SHARE = 0.5;
const MOST_APIS = 2000;

interface Asked {
  caller: string;
  timeMs: number;
  failed: boolean;
}

/** What became of the last calls of an API's last callers: where most others fail as well, it is the server that fails, whoever calls. */
export class FailingServers {
  readonly #byApi = new Map<string, Asked[]>();

  /** Takes every call: how the last one of its caller ended. */
  note({ api, caller, timeMs, outcome }: Call): void {
    let asked = this.#byApi.get(api);
    if (asked === undefined) {
      if (this.#byApi.size >= MOST_APIS) return;
      asked = [];
      this.#byApi.set(api, asked);
    }
    let own = asked.find((each) => each.caller === caller);
    if (own === undefined) {
      own = asked.length < MOST_CALLERS ? { caller, timeMs, failed: false } : longestAgo(asked);
      if (asked.length < MOST_CALLERS) asked.push(own);
    }
    own.caller = caller;
    own.timeMs = timeMs;
    own.failed = outcome === 'error';
  }

  areFailingForOthers({ api, caller, timeMs }: Call): boolean {
    let others = 0;
    let failed = 0;
    for (const each of this.#byApi.get(api) ?? []) {
      if (each.caller === caller || timeMs - each.timeMs > LATELY_MS) continue;
      others++;
      if (each.failed) failed++;
    }
    return others >= FEWEST && failed >= SHARE * others;
  }
}

function longestAgo(asked: readonly Asked[]): Asked {
  return asked.reduce((oldest, each) => (each.timeMs < oldest.timeMs ? each : oldest));
}
