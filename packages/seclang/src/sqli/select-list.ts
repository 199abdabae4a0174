import { isFunction } from './functions.ts';
import type { TokenStream } from './stream.ts';
import { TOKEN, type Token } from './token.ts';

const SKIPPED: ReadonlySet<string> = new Set([
  'distinct',
  'distinctrow',
  'all',
  'straight_join',
  'sql_calc_found_rows',
  'sql_no_cache',
  'binary',
]);
const AFTER_ITEM: ReadonlySet<Token> = new Set([
  TOKEN.comma,
  TOKEN.close,
  TOKEN.operator,
  TOKEN.comparison,
  TOKEN.logical,
  TOKEN.semicolon,
  TOKEN.union,
  TOKEN.clause,
  TOKEN.end,
]);
const LONGEST_PREFIX = 3;

/** How much what follows `SELECT` looks like SQL: not at all, as a sentence could as well (`select one, two from list`), or surely. */
export type Likeness = 'none' | 'weak' | 'strong';

/** Judges what follows the `SELECT` at `index`. Looks at no more than eight tokens. */
export function selectListAt(tokens: TokenStream, index: number): Likeness {
  let at = index + 1;
  let prefixed = false;
  for (let skipped = 0; skipped < LONGEST_PREFIX && isPrefix(tokens, at); skipped++) {
    prefixed = tokens.kind(at) === TOKEN.open || prefixed;
    at += tokens.word(at) === 'top' ? 2 : 1;
  }
  const kind = tokens.kind(at);
  const next = tokens.kind(at + 1);
  if (next === TOKEN.open && isFunction(tokens.word(at))) return 'strong';
  if (kind === TOKEN.select || kind === TOKEN.case || kind === TOKEN.variable) return 'strong';
  if (kind === TOKEN.name && next === TOKEN.open && tokens.start(at + 1) === tokens.end(at)) return 'strong';
  if (!AFTER_ITEM.has(next)) return 'none';
  if (kind === TOKEN.number || kind === TOKEN.string || (kind === TOKEN.operator && isStar(tokens, at))) return 'strong';
  if (kind === TOKEN.name || kind === TOKEN.function || kind === TOKEN.keyword) return prefixed ? 'strong' : 'weak';
  return 'none';
}

/** Whether what follows the first item of a list cannot end a sentence. */
export function goesOn(tokens: TokenStream, index: number): boolean {
  const next = tokens.kind(index + 2);
  if (tokens.word(index + 1) === 'case') return tokens.word(index + 2) === 'when';
  if (next === TOKEN.open && isFunction(tokens.word(index + 1))) return true;
  return next === TOKEN.comma || next === TOKEN.clause || next === TOKEN.union || tokens.kind(index + 1) === TOKEN.open;
}

function isPrefix(tokens: TokenStream, at: number): boolean {
  const kind = tokens.kind(at);
  if (kind === TOKEN.open || kind === TOKEN.not) return true;
  if (kind === TOKEN.operator) return !isStar(tokens, at) && tokens.word(at) === '';
  return SKIPPED.has(tokens.word(at)) || (tokens.word(at) === 'top' && tokens.kind(at + 1) === TOKEN.number);
}

function isStar(tokens: TokenStream, at: number): boolean {
  return tokens.value[tokens.start(at)] === '*';
}
