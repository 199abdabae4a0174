import type { Checkpoint, Verdict } from '@airside/domain';

import type { Refusal } from './policy.ts';

/** What a judgement leaves in the record. */
export interface VerdictLog {
  /** A quiet judgement leaves nothing where the policy had nothing to say. */
  push(verdict: Verdict, isQuiet?: boolean): void;
}

/** The judgement of a policy, begun at a time of `performance.now()` and ended now. */
export function verdictOf(
  { policy, checkpoint }: { readonly policy: string; readonly checkpoint: Checkpoint },
  refusal: Refusal | undefined,
  startedAt: number,
): Verdict {
  const durationUs = Math.round((performance.now() - startedAt) * 1e4) / 10;
  if (refusal === undefined) return { policy, checkpoint, outcome: 'pass', durationUs };
  return { policy, checkpoint, outcome: 'refuse', reason: refusal.reason, durationUs };
}
