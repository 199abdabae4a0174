import { createFailureCounters, type FailureCounters } from './failure-counters.ts';
import { createKnownGoodAddresses, type KnownGoodAddresses } from './known-good.ts';

/** What is remembered of attempts at credentials: of one process, for all its APIs, kept when a configuration changes. */
export interface AttemptMemory {
  readonly counters: FailureCounters;
  readonly knownGood: KnownGoodAddresses;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
}

export function createAttemptMemory(options: { readonly maxKeys?: number; readonly now?: () => number } = {}): AttemptMemory {
  const { now = () => performance.now() } = options;
  return { counters: createFailureCounters({ ...options, now }), knownGood: createKnownGoodAddresses(), now };
}
