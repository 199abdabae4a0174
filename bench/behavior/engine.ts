import { type BehaviorEngine, createCallReader, createEngine, createKeyedHash, DEFAULT_OPTIONS, INDICATORS } from '@airside/behavior';

/** The same secret for all engines of a run, so that they can be merged. */
const KEY = Buffer.alloc(16, 7);

/** An engine as `airside up` makes it, that knows nothing yet. Throws where an indicator fails: a benchmark is no place to go on. */
export function newEngine(): BehaviorEngine {
  const hash = createKeyedHash(KEY);
  return createEngine({
    learning: { hash, options: DEFAULT_OPTIONS },
    reader: createCallReader(),
    indicators: INDICATORS,
    onError: (error, indicator) => {
      throw new Error(`the indicator ${indicator} failed`, { cause: error });
    },
  });
}
