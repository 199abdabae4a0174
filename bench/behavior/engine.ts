import { type BehaviorEngine, createBehaviorEngine } from '@airside/behavior';

/** The same secret for all engines of a run, so that they can be merged. */
const KEY = Buffer.alloc(16, 7);

/** An engine as `airside up` makes it, that knows nothing yet. Throws where an indicator fails: a benchmark is no place to go on. */
export function newEngine(): BehaviorEngine {
  return createBehaviorEngine({
    key: KEY,
    onError: (error, indicator) => {
      throw new Error(`the indicator ${indicator} failed`, { cause: error });
    },
  });
}
