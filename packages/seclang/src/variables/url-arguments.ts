import { all } from './arguments.ts';
import { type Entry, lowerKey, NO_ENTRIES } from './entry.ts';
import type { State } from './state.ts';
import { collection, settled, type Variable } from './variable.ts';

/** What the names of fields end in whose value a server is meant to call. */
const FETCHED: readonly string[] = ['url', 'uri', 'callback', 'webhook', 'feed'];
/** Most names are told from these by their last letter (lower case). */
const LAST_LETTERS: ReadonlySet<number> = new Set(FETCHED.map((word) => word.charCodeAt(word.length - 1)));
/** Where browsers are sent: what these name, the server does not call; localhost is honest there (RFC 8252 section 7.3). */
const VISITED: readonly string[] = [
  'redirect',
  'return',
  'success',
  'cancel',
  'failure',
  'logout',
  'login',
  'referer',
  'referrer',
  'page',
  'current',
  'document',
];

/**
 * Arguments that hold a URL which a server is meant to call, an extension of SecLang: by what the host of the engine knows of them, or by their
 * names (`url`, `image_url`, `callbackUrl`, `hook[webhook]`).
 */
export const urlVariables: readonly Variable[] = settled(2, [collection('ARGS_URL', urlArguments)]);

function urlArguments(state: State): readonly Entry[] {
  const entries = all(state);
  const found = entries.filter(({ key, value }) => value.length > 3 && (state.holdsUrl?.(key) === true || isFetched(key)));
  return found.length === 0 ? NO_ENTRIES : found;
}

function isFetched(key: string): boolean {
  const last = key.endsWith(']') ? key.length - 2 : key.length - 1;
  if (!LAST_LETTERS.has(key.charCodeAt(last) | 0x20)) return false;
  let name = lowerKey(key);
  if (name.endsWith(']')) name = name.slice(0, -1);
  const ending = FETCHED.find((candidate) => name.endsWith(candidate));
  if (ending === undefined || !isBoundary(key, name.length - ending.length)) return false;
  return !VISITED.some((word) => name.includes(word));
}

/** Whether a word begins there: at the start, behind a sign, or with a capital letter as in `imageUrl`. */
function isBoundary(key: string, index: number): boolean {
  if (index === 0) return true;
  const before = key.charCodeAt(index - 1) | 0x20;
  const code = key.charCodeAt(index);
  return before < 0x61 || before > 0x7a || (code >= 0x41 && code <= 0x5a);
}
