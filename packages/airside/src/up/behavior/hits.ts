type Hits = readonly (readonly [id: string, count: number])[];

export interface HitKeeperOptions {
  readonly addHits: (hits: Hits) => Promise<void>;
  readonly onProblem: (error: Error) => void;
}

/** Adds up how many requests each sanction has hit; what the store does not take is added with the next. Yields a function that never throws. */
export function createHitKeeper({ addHits, onProblem }: HitKeeperOptions): (hits: Hits) => void {
  let waiting = new Map<string, number>();
  const put = (hits: Iterable<readonly [string, number]>): void => {
    for (const [id, count] of hits) waiting.set(id, (waiting.get(id) ?? 0) + count);
  };
  return (hits) => {
    put(hits);
    const given = waiting;
    waiting = new Map();
    addHits([...given]).catch((error: unknown) => {
      put(given);
      onProblem(error as Error);
    });
  };
}
