import { createStaticKeySet } from '@airside/identity';

import { createMemoryRateLimiter } from '../limits/memory-rate-limiter.ts';

/** A trial reads no key set, counts nothing and writes nothing. */
export const TRIAL_SERVICES = {
  rateLimiter: createMemoryRateLimiter(),
  openKeySet: () => createStaticKeySet({ keys: [] }),
  openAppendLog: () => ({ append: () => undefined, flush: async () => undefined }),
};
