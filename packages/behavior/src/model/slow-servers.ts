import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { RecentCallers } from './recent-callers.ts';

const TOGETHER_MS = 600_000;
/** So many others who have to wait make it the server's doing. */
const ENOUGH = 2;
const MOST_CALLERS = 8;

/** Who had to wait unusually long for an API lately: where others wait as well, it is the server that is slow, and nobody's fault who calls it. */
export class SlowServers {
  readonly #waiting = new RecentCallers<undefined>(MOST_CALLERS);

  /** A call whose answer took unusually long. */
  note(call: Call): void {
    this.#waiting.note(call, undefined);
  }

  isSlowForOthers(call: Call): boolean {
    let others = 0;
    for (const { timeMs } of this.#waiting.others(call)) if (Math.abs(call.timeMs - timeMs) <= TOGETHER_MS) others++;
    return others >= ENOUGH;
  }
}

const servers = new WeakMap<Learning, SlowServers>();

/** What the indicators of one engine know of slow servers together. */
export function slowServersOf(learning: Learning): SlowServers {
  const known = servers.get(learning);
  if (known !== undefined) return known;
  const made = new SlowServers();
  servers.set(learning, made);
  return made;
}
