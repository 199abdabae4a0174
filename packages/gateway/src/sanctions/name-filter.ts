const BITS = 1 << 21;
const INDEX = BITS - 1;

/**
 * Says of most names that they are not in a large table, without looking there: the keys of such a table lie all over the memory, and to find
 * that one is missing takes several of its slowest accesses. A quarter of a mebibyte that stays in the cache. Names whose hashes somebody has
 * made equal cost a look into the table, as without this.
 */
export class NameFilter {
  #bits = new Uint32Array(BITS / 32);

  add(name: string): void {
    const hash = hashOf(name) & INDEX;
    this.#bits[hash >>> 5] = (this.#bits[hash >>> 5] ?? 0) | (1 << (hash & 31));
  }

  /** False only where the name was not added. */
  mayHave(name: string): boolean {
    const hash = hashOf(name) & INDEX;
    return ((this.#bits[hash >>> 5] ?? 0) & (1 << (hash & 31))) !== 0;
  }

  clear(): void {
    this.#bits.fill(0);
  }
}

/** FNV-1a (Fowler, Noll, Vo) over the UTF-16 units, its bits mixed once more so that the lower ones depend on all. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
