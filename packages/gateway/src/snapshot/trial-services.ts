import {
  createProofNonces,
  createReplayMemory,
  createReplayStore,
  createRevokedTokens,
  createStaticKeySet,
  type ReplayStore,
} from '@airside/identity';

import { createMemoryQuotaCounter } from '../limits/memory-quota-counter.ts';
import { createMemoryRateLimiter } from '../limits/memory-rate-limiter.ts';
import { createAttemptMemory } from '../policies/authentication/brute-force/attempt-memory.ts';
import { createSanctionIndex } from '../sanctions/sanction-index.ts';

const usedMessages: ReplayStore = createReplayMemory();

/** A trial reads no key set, counts nothing and writes nothing. */
export const TRIAL_SERVICES = {
  rateLimiter: createMemoryRateLimiter(),
  quotas: createMemoryQuotaCounter(),
  attempts: createAttemptMemory(),
  revoked: createRevokedTokens(),
  sanctions: createSanctionIndex(),
  openKeySet: () => createStaticKeySet({ keys: [] }),
  openProvider: () => ({ keys: createStaticKeySet({ keys: [] }), introspectionEndpoint: () => undefined }),
  proofs: { nonces: createProofNonces({ secret: new Uint8Array(32) }), replays: createReplayStore() },
  usedMessages,
  openAppendLog: () => ({ append: () => undefined, flush: async () => undefined }),
};
