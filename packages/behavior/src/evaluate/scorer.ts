import type { Exchange } from '@airside/domain';

/** Learns from exchanges and says how surprising others are. */
export interface Scorer {
  /** Learns from a benign exchange, and says how surprising it was before. */
  learn(exchange: Exchange): number;
  /** What is done once when all is learned; the first score would do it. */
  prepare?(): void;
  /** −log10 of the probability of something at least so unusual. */
  score(exchange: Exchange): number;
  /** Indicators that failed, with what they said last. */
  readonly faults?: ReadonlyMap<string, string>;
}

/** Nobody attacks an evaluation: the same traffic is to give the same scores. */
export const EVALUATION_KEY: Uint8Array = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
