import type { Entry } from './entry.ts';

export interface Decision {
  /** What is done; undefined where all that fits is only tried. */
  readonly done: Entry | undefined;
  /** What would be done if it were no dry-run. */
  readonly tried: readonly Entry[];
}

const HARDNESS = { throttle: 0, stepUp: 1, block: 2 } as const;

/** Of the sanctions that fit, one counts: what a person has ordered before what the ladder does, then the harder. */
export function decide(entries: readonly Entry[]): Decision {
  let done: Entry | undefined;
  const tried: Entry[] = [];
  for (const entry of entries) {
    if (entry.dryRun) tried.push(entry);
    else if (done === undefined || outranks(entry, done)) done = entry;
  }
  return { done, tried };
}

function outranks(a: Entry, b: Entry): boolean {
  return a.isManual === b.isManual ? HARDNESS[a.action] > HARDNESS[b.action] : a.isManual;
}
