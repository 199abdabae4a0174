import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import type { Detector, Signal } from '../indicators/indicator.ts';

const TOGETHER_MS = 600_000;
/** So many others who have to wait make it the server's doing. */
const ENOUGH = 2;
const MOST_CALLERS = 8;
const MOST_APIS = 2000;

interface Waiting {
  readonly caller: string;
  timeMs: number;
}

/** Who had to wait unusually long for an API lately: where others wait as well, it is the server that is slow, and nobody's fault who calls it. */
export class SlowServers {
  readonly #byApi = new Map<string, Waiting[]>();

  /** A call whose answer took unusually long. */
  note({ api, caller, timeMs }: Call): void {
    let waiting = this.#byApi.get(api);
    if (waiting === undefined) {
      if (this.#byApi.size >= MOST_APIS) return;
      waiting = [];
      this.#byApi.set(api, waiting);
    }
    const known = waiting.findIndex((each) => each.caller === caller);
    if (known >= 0) waiting.splice(known, 1);
    waiting.push({ caller, timeMs });
    if (waiting.length > MOST_CALLERS) waiting.shift();
  }

  isSlowForOthers({ api, caller, timeMs }: Call): boolean {
    const waiting = this.#byApi.get(api);
    if (waiting === undefined) return false;
    let others = 0;
    for (const each of waiting) if (each.caller !== caller && Math.abs(timeMs - each.timeMs) <= TOGETHER_MS) others++;
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

/** The same detector, whose signals about calls are looked at once more. */
export function reviewed(detector: Detector, review: (call: Call, signal: Signal) => Signal | undefined): Detector {
  const { learn, follow, tick, save, saveCallers, mergeCallers, merge } = detector;
  return {
    judge: (call) => {
      const signal = detector.judge(call);
      return signal === undefined ? undefined : review(call, signal);
    },
    ...(learn && { learn: (call) => learn.call(detector, call) }),
    ...(follow && { follow: (call) => follow.call(detector, call) }),
    ...(tick && { tick: (nowMs) => tick.call(detector, nowMs) }),
    ...(save && { save: () => save.call(detector) }),
    ...(saveCallers && { saveCallers: () => saveCallers.call(detector) }),
    ...(mergeCallers && { mergeCallers: (part) => mergeCallers.call(detector, part) }),
    ...(merge && { merge: (saved) => merge.call(detector, saved) }),
  };
}
