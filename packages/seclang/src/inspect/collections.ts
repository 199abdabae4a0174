import { createHash } from 'node:crypto';

import { Store, type StoreBounds } from '../variables/store.ts';

const MAX_RECORDS = 100_000;

const RECORD_BOUNDS: StoreBounds = { variables: 256, valueBytes: 4096 };

/**
 * The records of persistent collections, in memory. A record nobody opened for the timeout is forgotten; so is the one opened longest ago
 * when there are more than 100,000, because a client can make them by changing what the key is made of.
 */
export class Collections {
  readonly #records = new Map<string, { store: Store; openedAtMs: number }>();
  readonly #timeoutMs: number;
  readonly #maxRecords: number;

  constructor(options: { timeoutSeconds: number; maxRecords?: number }) {
    this.#timeoutMs = options.timeoutSeconds * 1000;
    this.#maxRecords = options.maxRecords ?? MAX_RECORDS;
  }

  open(collection: string, key: string, nowMs: number): Store {
    const identity = `${collection}\n${bounded(key)}`;
    const known = this.#records.get(identity);
    this.#records.delete(identity);
    const fresh = known === undefined || nowMs - known.openedAtMs > this.#timeoutMs;
    const store = fresh ? new Store(RECORD_BOUNDS) : known.store;
    store.dropExpired(nowMs);
    if (this.#records.size >= this.#maxRecords) this.#forgetOldest();
    this.#records.set(identity, { store, openedAtMs: nowMs });
    return store;
  }

  get size(): number {
    return this.#records.size;
  }

  #forgetOldest(): void {
    for (const identity of this.#records.keys()) {
      this.#records.delete(identity);
      return;
    }
  }
}

/** A long key by its hash, so that keys which begin alike stay apart. */
function bounded(key: string): string {
  return key.length <= 256 ? key : `sha256 ${createHash('sha256').update(key, 'latin1').digest('hex')}`;
}
