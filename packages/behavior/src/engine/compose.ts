import { hkdfSync } from 'node:crypto';

import { createCallReader } from '../call/create-call-reader.ts';
import { INDICATORS } from '../indicators/index.ts';
import { createKeyedHash } from '../sketch/index.ts';
import { createEngine } from './create-engine.ts';
import type { BehaviorEngine } from './engine.ts';
import { DEFAULT_OPTIONS, type EngineOptions } from './learning.ts';

const LEAST_KEY_BYTES = 16;
const HASH_KEY_BYTES = 8;

export interface EngineSetup {
  /** At least 16 bytes that nobody outside knows, so that callers cannot choose names that collide. Engines whose states are merged share them. */
  readonly key: Uint8Array;
  readonly options?: Partial<EngineOptions>;
  /** Told of faults in indicators, which then say nothing of that call. Must not throw. */
  readonly onError?: (error: unknown, indicator: string) => void;
}

/** The engine with all its indicators, knowing nothing yet. Throws a RangeError for a shorter key. */
export function createBehaviorEngine({ key, options, onError = () => undefined }: EngineSetup): BehaviorEngine {
  if (key.length < LEAST_KEY_BYTES)
    throw new RangeError(`the key of a behaviour engine has at least ${LEAST_KEY_BYTES} bytes, not ${key.length}`);
  const hashKey = new Uint8Array(hkdfSync('sha256', key, '', 'airside behavior hash', HASH_KEY_BYTES));
  return createEngine({
    learning: { isTraining: false, hash: createKeyedHash(hashKey), options: { ...DEFAULT_OPTIONS, ...options } },
    reader: createCallReader(),
    indicators: INDICATORS,
    onError,
  });
}
