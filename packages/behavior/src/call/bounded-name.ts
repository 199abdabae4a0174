import { LIMITS } from './limits.ts';

/** Before the hash of what was cut. */
const CUT = '…';
/** Digits of 32 bits to the base of 36. */
const DIGITS = 7;
const MARK = CUT.length + DIGITS;

/**
 * A name that is no longer than so many characters: of a longer one the end is left out, and a hash of all of it stands there, so that different names stay different. The hash is no
 * secret one: whoever makes two names that collide has made one name.
 */
export function boundedName(name: string, most: number = LIMITS.nameCharacters): string {
  return name.length <= most ? name : name.slice(0, most - MARK) + markOf(name);
}

/** The same of a name that is a piece of a longer text, such as a body: a copy, as whoever remembers a piece of a text keeps all of that in memory. */
export function ownName(name: string, most?: number): string {
  return ` ${boundedName(name, most)}`.slice(1);
}

/**
 * The path of names to a part of what a path leads to: `.price`, `.@id`, `[]`. One that would be too long is cut before that part, so that the last name of it, which says what the value
 * is, stays whole.
 */
export function longerPath(path: string, part: string): string {
  if (path.length + part.length <= LIMITS.pathCharacters) return path + part;
  return path.slice(0, Math.max(0, LIMITS.pathCharacters - MARK - part.length)) + markOf(path) + part;
}

function markOf(text: string): string {
  // FNV-1a, over the units of the text.
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return CUT + (hash >>> 0).toString(36).padStart(DIGITS, '0');
}
