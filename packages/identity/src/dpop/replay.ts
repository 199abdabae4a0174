import type { ReplayStore } from '../replay/store.ts';

export interface ReplayStoreOptions {
  /** Proofs that are remembered at most; 400,000 where absent (some 50 MiB). */
  readonly capacity?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Used proofs in the memory of one process. What is full refuses; one key may fill a tenth, so that no client keeps out the others. Proofs
 * stay at least until `untilMs`, which may lie at most two minutes ahead, and are dropped together, by generations.
 */
export function createReplayStore({ capacity = 400_000, now = Date.now }: ReplayStoreOptions = {}): ReplayStore {
  let young = createGeneration(now());
  let old = createGeneration(Number.NEGATIVE_INFINITY);

  const turn = (nowMs: number): void => {
    const age = nowMs - young.sinceMs;
    if (age >= 0 && age < GENERATION_MS) return;
    // A clock that was set back turns once, too: the older generation is only lost where it would be after a whole one.
    old = age < 2 * GENERATION_MS ? young : createGeneration(Number.NEGATIVE_INFINITY);
    young = createGeneration(nowMs);
  };
  return {
    use(owner, id, untilMs) {
      const nowMs = now();
      turn(nowMs);
      if (untilMs > nowMs + GENERATION_MS) return 'full';
      if (young.ids.has(id) || old.ids.has(id)) return 'again';
      const owned = young.byOwner.get(owner) ?? 0;
      if (young.ids.size + old.ids.size >= capacity || owned + (old.byOwner.get(owner) ?? 0) >= capacity / 10) return 'full';
      young.ids.add(id);
      young.byOwner.set(owner, owned + 1);
      return 'first';
    },
  };
}

/** Proofs used within one span of time. The longest that any of them is accepted is one span, so two generations hold all that matter. */
interface Generation {
  readonly sinceMs: number;
  readonly ids: Set<string>;
  readonly byOwner: Map<string, number>;
}

const GENERATION_MS = 120_000;

function createGeneration(sinceMs: number): Generation {
  return { sinceMs, ids: new Set(), byOwner: new Map() };
}
