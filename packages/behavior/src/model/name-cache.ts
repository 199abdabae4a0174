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

/** `one other`, the same text for the same two, so that tables find it sooner. What is added beyond some thousands begins anew. */
export function cachedPairs(): (one: string, other: string) => string {
  const known = new Map<string, Map<string, string>>();
  let size = 0;
  return (one, other) => {
    let others = known.get(one);
    const found = others?.get(other);
    if (found !== undefined) return found;
    if (size >= MOST) {
      known.clear();
      others = undefined;
      size = 0;
    }
    if (others === undefined) {
      others = new Map();
      known.set(one, others);
    }
    const made = `${one} ${other}`;
    others.set(other, made);
    size++;
    return made;
  };
}
