import { hash } from 'node:crypto';

import type { Exchange } from '@airside/domain';

const MOST = 2_000_000;
const FIRST = 1024;
/** 48 bits: of a million requests none is taken for another one. */
const BYTES = 6;

/** Which requests were learned from: two million at most, 8 bytes each. */
export class LearnedRequests {
  #hashes = new Float64Array(FIRST);
  #count = 0;
  #isSorted = true;

  add(exchange: Exchange): void {
    if (this.#count >= MOST) return;
    if (this.#count === this.#hashes.length) {
      const grown = new Float64Array(2 * this.#count);
      grown.set(this.#hashes);
      this.#hashes = grown;
    }
    this.#hashes[this.#count++] = hashOf(exchange);
    this.#isSorted = false;
  }

  /** Whether the very same request was learned from. */
  has(exchange: Exchange): boolean {
    if (!this.#isSorted) this.#hashes = this.#hashes.slice(0, this.#count).sort();
    this.#isSorted = true;
    const wanted = hashOf(exchange);
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#hashes[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low < this.#count && this.#hashes[low] === wanted;
  }
}

function hashOf({ method, host, path, query, request }: Exchange): number {
  const text = `${method} ${host}${path}?${query}\n${JSON.stringify(request ?? null)}`;
  return hash('sha256', text, 'buffer').readUIntLE(0, BYTES);
}
