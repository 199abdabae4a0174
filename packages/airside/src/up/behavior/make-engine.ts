import { createBehaviorEngine } from '@airside/behavior';

import type { MakeEngine } from './engine-thread.ts';

/** The engine that is run: all indicators. */
export const makeEngine: MakeEngine = (options, key, onError) => createBehaviorEngine({ key, options, onError });
