import { type BehaviorEngine, createBehaviorEngine, DEFAULT_OPTIONS } from '@airside/behavior';
import { DAY_MS, DECOYS, LISTED_ADDRESSES } from '@airside/example-traffic';

/** The same secret for all engines of a run, so that they can be merged. */
const KEY = Buffer.alloc(16, 7);
const LISTED = new Set(LISTED_ADDRESSES);

/** What an owner would configure for these APIs. */
const OPTIONS = {
  ...DEFAULT_OPTIONS,
  decoys: DECOYS,
  addressLists: [{ name: 'block list', isCertain: true, has: (address: string) => LISTED.has(address) }],
};

/** An engine as `airside up` makes it, that knows nothing yet, and watches for so many days, a week at most, before it tells of anything. Throws where an indicator fails: a benchmark is no place to go on. */
export function newEngine(trainingDays = 1): BehaviorEngine {
  return createBehaviorEngine({
    key: KEY,
    options: { ...OPTIONS, trainingMs: Math.min(OPTIONS.trainingMs, trainingDays * DAY_MS) },
    onError: (error, indicator) => {
      throw new Error(`the indicator ${indicator} failed`, { cause: error });
    },
  });
}
