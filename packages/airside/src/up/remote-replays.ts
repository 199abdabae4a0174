import type { ProofUse, ReplayStore } from '@airside/identity';

/** Asks the primary process whether a proof had been used. */
export interface ProofUseQuestion {
  /** Tells the answers to the questions of one worker apart. */
  readonly question: number;
  readonly owner: string;
  readonly proof: string;
  readonly untilMs: number;
}

export interface RemoteReplayStore extends ReplayStore {
  /** The primary has answered. */
  settle(question: number, use: ProofUse): void;
}

/**
 * The memory of used DPoP proofs, which the primary process keeps for all workers: a proof that one of them has accepted is refused by the
 * others. While the primary does not answer, no proof is accepted.
 */
export function createRemoteReplayStore(ask: (question: ProofUseQuestion) => void, timeoutMs = LONGEST_WAIT_MS): RemoteReplayStore {
  const waiting = new Map<number, (use: ProofUse) => void>();
  let last = 0;
  return {
    use(owner, proof, untilMs) {
      if (waiting.size >= MOST_WAITING) return Promise.reject(new Error('too many proofs wait for the primary process'));
      const question = ++last;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(question);
          reject(new Error(`the primary process did not answer within ${timeoutMs} ms`));
        }, timeoutMs);
        waiting.set(question, (use) => {
          clearTimeout(timer);
          resolve(use);
        });
        ask({ question, owner, proof, untilMs });
      });
    },
    settle(question, use) {
      waiting.get(question)?.(use);
      waiting.delete(question);
    },
  };
}

const LONGEST_WAIT_MS = 1000;
const MOST_WAITING = 10_000;
