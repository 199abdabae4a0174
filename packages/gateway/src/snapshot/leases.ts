interface Entry {
  readonly value: unknown;
  readonly dispose: (value: never) => void;
  holders: number;
}

/** Things that are expensive to open and shared by key: connection pools, key sets, compiled definitions. */
export class SharedResources {
  readonly #entries = new Map<string, Entry>();

  /** A holder of its own set of shares; what no holder holds any more is disposed of. */
  lease(): Leases {
    const held = new Map<string, Entry>();
    return {
      acquire: <T>(key: string, open: () => T, dispose: (value: T) => void): T => {
        const known = held.get(key) ?? this.#entries.get(key);
        const entry = known ?? { value: open(), dispose, holders: 0 };
        if (known === undefined) this.#entries.set(key, entry);
        if (!held.has(key)) {
          entry.holders++;
          held.set(key, entry);
        }
        return entry.value as T;
      },
      release: () => {
        const unused = [...held].filter(([, entry]) => --entry.holders === 0);
        held.clear();
        for (const [key] of unused) this.#entries.delete(key);
        const failures: unknown[] = [];
        for (const [, entry] of unused) {
          try {
            entry.dispose(entry.value as never);
          } catch (error) {
            failures.push(error);
          }
        }
        if (failures.length > 0) throw failures[0];
      },
    };
  }

  get size(): number {
    return this.#entries.size;
  }
}

export interface Leases {
  /** The thing under a key, opened when nobody holds it yet. */
  acquire<T>(key: string, open: () => T, dispose: (value: T) => void): T;
  /** Gives everything back. */
  release(): void;
}
