import type { ReplayStore, Use } from './store.ts';

/** Remembers in this process, and so knows at once. One owner may fill a tenth of it, so that nobody keeps out the others. */
export interface ReplayMemory extends ReplayStore {
  use(owner: string, id: string, untilMs: number): Use;
}

export interface ReplayMemoryOptions {
  /** Most ids that are remembered at once. */
  readonly capacity?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** A memory within this process. */
export function createReplayMemory({ capacity = 200_000, now = Date.now }: ReplayMemoryOptions = {}): ReplayMemory {
  const owners = new Map<string, Map<string, number>>();
  let size = 0;
  let sweptAtMs = Number.NEGATIVE_INFINITY;

  const sweep = (nowMs: number): void => {
    sweptAtMs = nowMs;
    for (const [owner, ids] of owners) {
      for (const [id, untilMs] of ids) if (untilMs <= nowMs && ids.delete(id)) size--;
      if (ids.size === 0) owners.delete(owner);
    }
  };
  return {
    use(owner, id, untilMs) {
      const nowMs = now();
      if (nowMs - sweptAtMs >= SWEEP_EVERY_MS || nowMs < sweptAtMs) sweep(nowMs);
      const ids = owners.get(owner) ?? new Map<string, number>();
      if ((ids.get(id) ?? Number.NEGATIVE_INFINITY) > nowMs) return 'again';
      if (size >= capacity || ids.size >= capacity / 10) return 'full';
      if (!ids.has(id)) size++;
      ids.set(id, untilMs);
      owners.set(owner, ids);
      return 'first';
    },
  };
}

/** Looking at all ids takes milliseconds. */
const SWEEP_EVERY_MS = 10_000;
