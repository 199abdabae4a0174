import type { KeyedHash } from '../sketch/index.ts';

const MOST = 4096;
const LONGEST = 300;

/** A hash that remembers names that come again and again. What is added beyond some thousands begins anew. */
export function cachedHash(hash: KeyedHash): KeyedHash {
  const known = new Map<string, number>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const made = hash(name);
    if (name.length > LONGEST) return made;
    if (known.size >= MOST) known.clear();
    known.set(name, made);
    return made;
  };
}
