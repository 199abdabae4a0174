import { RE2JS } from 're2js';

import { type Lookaheads, leadingLookaheads } from '../validate/schema/leading-lookaheads.ts';
import { isPlainlyLinear } from './plainly-linear.ts';

/** A regular expression whose test takes time linear in the text. */
export interface LinearExpression {
  test(text: string): boolean;
  /** The source, without flags. */
  readonly source: string;
}

const MOST_CHARACTERS = 10_000;
const KNOWN_FLAGS = /^[dgimsuvy]*$/;
const MOST_REMEMBERED = 2000;
const cache = new Map<string, LinearExpression | { readonly problem: string }>();

/** Compiles a regular expression of a rule set, or says why it cannot be matched in linear time. */
export function compileExpression(source: string, flags = ''): LinearExpression | { readonly problem: string } {
  const key = `${flags}/${source}`;
  const known = cache.get(key);
  if (known) return known;
  if (cache.size >= MOST_REMEMBERED) cache.clear();
  const compiled = compile(source, flags);
  cache.set(key, compiled);
  return compiled;
}

function compile(source: string, flags: string): LinearExpression | { readonly problem: string } {
  if (source.length > MOST_CHARACTERS) return { problem: `it is longer than ${MOST_CHARACTERS} characters` };
  if (!KNOWN_FLAGS.test(flags)) return { problem: `unknown flags "${flags}"` };
  const kept = [...new Set(flags)].filter((flag) => 'imsu'.includes(flag)).join('');
  try {
    const native = new RegExp(source, kept);
    if (isPlainlyLinear(source, kept)) return { source, test: (text) => native.test(text) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'it is not a regular expression' };
  }
  const lookaheads = leadingLookaheads(source);
  if (lookaheads) return conjunction(source, lookaheads, kept);
  try {
    const expression = RE2JS.compile(RE2JS.translateRegExp(kept.includes('u') ? source : withoutProperties(source)), re2Flags(kept));
    return { source, test: (text) => expression.test(text) };
  } catch (error) {
    return { problem: explain(source, error) };
  }
}

/** Without the flag `u`, `\\p` is the letter p (ECMA-262 annex B): `[\\p{L}]` is one of four characters. */
function withoutProperties(source: string): string {
  return source.replace(/\\(.)/gs, (escaped, character: string) => (character === 'p' || character === 'P' ? character : escaped));
}

/** An expression that first looks ahead is the same as several that must match, or must not, each from the beginning of the text. */
function conjunction(source: string, { rest, ahead }: Lookaheads, flags: string): LinearExpression | { readonly problem: string } {
  const parts: { readonly expression: LinearExpression; readonly wanted: boolean }[] = [];
  for (const [part, wanted] of [[rest, true] as const, ...ahead.map((one) => [one.source, one.wanted] as const)]) {
    const expression = compileExpression(part, flags);
    if ('problem' in expression) return expression;
    parts.push({ expression, wanted });
  }
  return { source, test: (text) => parts.every(({ expression, wanted }) => expression.test(text) === wanted) };
}

function re2Flags(flags: string): number {
  return (
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes('s') ? RE2JS.DOTALL : 0) |
    (flags.includes('m') ? RE2JS.MULTILINE : 0)
  );
}

function explain(source: string, error: unknown): string {
  if (/\(\?<?[=!]/.test(source)) return 'it looks ahead or behind in the middle, which cannot be matched in linear time';
  if (/\\[1-9]|\\k</.test(source)) return 'it refers back to a group, which cannot be matched in linear time';
  const message = error instanceof Error ? error.message : '';
  return message.replace('error parsing regexp: ', '').slice(0, 200) || 'it cannot be matched in linear time';
}
