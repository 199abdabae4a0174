import type { KeySet } from './key-set.ts';
import { chooseKey, describeSkipped, parseKeySet } from './parse.ts';

/**
 * A key set that never changes, from a JSON Web Key Set as an object.
 *
 * @throws {TypeError} when the value is no key set.
 */
export function createStaticKeySet(jwks: unknown): KeySet {
  const set = parseKeySet(jwks);
  return {
    location: 'in memory',
    generation: 0,
    health: { keys: set.keys.length, failure: null, skipped: describeSkipped(set) },
    find: (choice) => chooseKey(set, choice),
    close() {},
  };
}
