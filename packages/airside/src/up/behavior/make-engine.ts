import { createEngine } from '@airside/behavior';

import type { MakeEngine } from './engine-thread.ts';

/** The engine that is run: all indicators. */
export const makeEngine: MakeEngine = () => {
  throw new Error('there is no reader of calls yet');
};
void createEngine;
