import { excerpt } from '../header/excerpt.ts';
import { importKey, type PublicKey } from './import-key.ts';
import type { KeyChoice, KeyLookup } from './key-set.ts';

/** The keys of a JSON Web Key Set that are usable, and of the others why not. */
export interface ParsedKeySet {
  readonly keys: readonly PublicKey[];
  readonly skipped: readonly SkippedKey[];
}

interface SkippedKey {
  readonly kid: string | undefined;
  readonly reason: string;
}

const MOST_KEYS = 200;

/**
 * Reads a JSON Web Key Set (RFC 7517 section 5). A key that is not understood is passed over, as that section asks.
 *
 * @throws {TypeError} when the value is no key set, or one of more than 200 keys.
 */
export function parseKeySet(value: unknown): ParsedKeySet {
  const members = typeof value === 'object' && value !== null && 'keys' in value ? value.keys : undefined;
  if (!Array.isArray(members)) throw new TypeError('not a JSON Web Key Set: expected an object with an array "keys"');
  if (members.length > MOST_KEYS) throw new TypeError(`${members.length} keys in the set: expected at most ${MOST_KEYS}`);
  const keys: PublicKey[] = [];
  const skipped: SkippedKey[] = [];
  for (const member of members) {
    const imported = importKey(member);
    if (imported.ok) keys.push(imported.value);
    else skipped.push(imported);
  }
  return { keys, skipped };
}

/** The one key that fits the header of a token. Without `kid` it has to be the only one that could. */
export function chooseKey(set: ParsedKeySet, choice: KeyChoice): KeyLookup {
  const { alg, kid } = choice;
  let named = 0;
  let fitting = 0;
  let only: PublicKey | undefined;
  for (const key of set.keys) {
    if (kid !== undefined && key.kid !== kid) continue;
    named++;
    if (!key.algorithms.has(alg)) continue;
    fitting++;
    only = key;
  }
  if (only !== undefined && fitting === 1) return { outcome: 'found', key: only.key };
  return { outcome: 'unknown', reason: explain(set, choice, named, fitting) };
}

function explain(set: ParsedKeySet, { alg, kid }: KeyChoice, named: number, fitting: number): string {
  if (kid === undefined) return `token names no key (kid) and ${fitting} keys fit ${alg}: exactly one would have to`;
  if (fitting > 1) return `${fitting} keys have the kid ${excerpt(kid)} and fit ${alg}: expected one`;
  if (named > 0) return `key ${excerpt(kid)} does not fit the algorithm ${alg}`;
  const skipped = set.skipped.find((key) => key.kid === kid);
  return skipped === undefined ? `unknown kid ${excerpt(kid)}` : `key ${excerpt(kid)} ${skipped.reason}`;
}

/** One line for each key that is not used. */
export function describeSkipped(set: ParsedKeySet): readonly string[] {
  return set.skipped.map(({ kid, reason }) => `key ${kid === undefined ? 'without kid' : excerpt(kid)} ${reason}`);
}
