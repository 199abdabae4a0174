import { LRUCache } from 'lru-cache';

const MOST_ADDRESSES = 10_000;
/** The cache holds no undefined. */
const NOTHING = '';

/** A look-up by address that remembers the last answers: callers come again, and a look-up takes several times longer than remembering. */
export function remembering(lookup: (address: string) => string | undefined): (address: string) => string | undefined {
  const answers = new LRUCache<string, string>({ max: MOST_ADDRESSES });
  return (address) => {
    const known = answers.get(address);
    if (known !== undefined) return known === NOTHING ? undefined : known;
    const found = lookup(address);
    answers.set(address, found ?? NOTHING);
    return found;
  };
}
