/** Something that is measured again and again. */
export interface Target {
  readonly key: string;
}

export interface RoundOptions<T extends Target, S> {
  readonly targets: readonly T[];
  readonly rounds: number;
  readonly measure: (target: T) => Promise<S>;
  readonly signal: AbortSignal;
  /** Told before each measurement; `round` counts from 1. */
  readonly onProgress?: (target: T, round: number) => void;
}

/**
 * Measures all targets in turn, round after round, so that a machine that gets slower or faster meanwhile does so for all of them. Each
 * round begins with another target, so that none is always the first. Returns the samples by the target's key, in the order taken.
 */
export async function runRounds<T extends Target, S>(options: RoundOptions<T, S>): Promise<ReadonlyMap<string, readonly S[]>> {
  const { targets, rounds, measure, signal, onProgress } = options;
  const samples = new Map<string, S[]>(targets.map(({ key }) => [key, []]));
  if (samples.size !== targets.length) throw new Error('expected targets with different keys, found two with the same');
  for (let round = 1; round <= rounds; round++) {
    for (const target of rotated(targets, round - 1)) {
      signal.throwIfAborted();
      onProgress?.(target, round);
      samples.get(target.key)?.push(await measure(target));
    }
  }
  return samples;
}

function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
