/** One member of a collection. A variable that is not a collection has one entry with an empty key. */
export interface Entry {
  readonly key: string;
  /** A byte string. */
  readonly value: string;
  /** The value is one that many requests have in common and that is no secret, such as the name of a parameter. */
  readonly recurs?: true;
}

export const NO_ENTRIES: readonly Entry[] = Object.freeze([]);

/** ASCII lower case: bytes above 127 stay, so that names compare as bytes. */
export function lowerKey(key: string): string {
  for (let index = 0; index < key.length; index++) {
    const code = key.charCodeAt(index);
    if ((code >= 0x41 && code <= 0x5a) || code >= 0x80) return lowerBytes(key);
  }
  return key;
}

const NAMES = new Map<string, string>();

/** The lower case of a name that a rule holds: the same string for the same name, which look-ups compare faster. Not for names from outside. */
export function ruleKey(key: string): string {
  const lower = lowerKey(key);
  const known = NAMES.get(lower);
  if (known === undefined) NAMES.set(lower, lower);
  return known ?? lower;
}

function lowerBytes(key: string): string {
  let lower = '';
  for (let index = 0; index < key.length; index++) {
    const code = key.charCodeAt(index);
    lower += code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : key[index];
  }
  return lower;
}
