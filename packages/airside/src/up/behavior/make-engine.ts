import { createCallReader, createEngine, createKeyedHash, INDICATORS } from '@airside/behavior';

import type { MakeEngine } from './engine-thread.ts';

const HASH_KEY_BYTES = 8;

/** The engine that is run: with all indicators. */
export const makeEngine: MakeEngine = (options, key, onError) =>
  createEngine({
    learning: { hash: createKeyedHash(key.subarray(0, HASH_KEY_BYTES)), options },
    reader: createCallReader(),
    indicators: INDICATORS,
    onError,
  });
