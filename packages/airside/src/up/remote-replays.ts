import type { ReplayStore, Use } from '@airside/identity';

/** Which of the primary's memories is meant: that of DPoP proofs, or that of signed requests and webhooks. None can fill the other. */
export type UsedOf = 'proofs' | 'messages';

/** Asks the primary process whether something had been used. */
export interface UseQuestion {
  /** Tells the answers to the questions of one worker apart. */
  readonly question: number;
  readonly of: UsedOf;
  readonly owner: string;
  readonly id: string;
  readonly untilMs: number;
}

export type RemoteReplayStores = { readonly [Of in UsedOf]: ReplayStore } & {
  /** The primary has answered. */
  settle(question: number, use: Use): void;
};

/**
 * The memories of what may be used once, which the primary process keeps for all workers: what one of them has accepted is refused by the
 * others. While the primary does not answer, nothing of the kind is accepted.
 */
export function createRemoteReplayStores(ask: (question: UseQuestion) => void, timeoutMs = LONGEST_WAIT_MS): RemoteReplayStores {
  const waiting = new Map<number, (use: Use) => void>();
  let last = 0;
  const storeOf = (of: UsedOf): ReplayStore => ({
    use(owner, id, untilMs) {
      if (waiting.size >= MOST_WAITING) return Promise.reject(new Error('too many questions wait for the primary process'));
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
        ask({ question, of, owner, id, untilMs });
      });
    },
  });
  return {
    proofs: storeOf('proofs'),
    messages: storeOf('messages'),
    settle(question, use) {
      waiting.get(question)?.(use);
      waiting.delete(question);
    },
  };
}

const LONGEST_WAIT_MS = 1000;
const MOST_WAITING = 10_000;
