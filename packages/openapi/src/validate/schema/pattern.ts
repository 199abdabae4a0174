import { RE2JS } from 're2js';

import { toRe2 } from './ecma-pattern.ts';
import { largeRepetition } from './large-repetition.ts';
import { type Lookaheads, leadingLookaheads } from './leading-lookaheads.ts';
import { simplePattern } from './simple-pattern.ts';

/** A regular expression that is matched in time linear in the text. */
export interface LinearPattern {
  /** Whether the expression matches anywhere in the text. */
  test(text: string): boolean;
  /** Ajv keeps expressions apart by this text. */
  toString(): string;
}

const MOST_CHARACTERS = 10_000;
const cache = new Map<string, WeakRef<LinearPattern>>();

/** Compiles a regular expression of ECMA-262, or says why it cannot be matched in linear time. */
export function compilePattern(source: string): LinearPattern | { readonly problem: string } {
  const known = cache.get(source)?.deref();
  if (known) return known;
  if (source.length > MOST_CHARACTERS) return { problem: `it is longer than ${MOST_CHARACTERS} characters` };
  const lookaheads = leadingLookaheads(source);
  if (lookaheads !== undefined) return conjunction(source, lookaheads);
  try {
    const expression = RE2JS.compile(RE2JS.translateRegExp(toRe2(source)));
    const simple = simplePattern(source);
    const test = (text: string) => simple?.(text) ?? expression.test(text);
    const pattern = { test, toString: () => `/${source}/` };
    remember(source, pattern);
    return pattern;
  } catch (error) {
    return bounded(source) ?? { problem: explain(source, error) };
  }
}

/** A pattern that counts further than the engine does, where that amounts to a bound on the length. */
function bounded(source: string): LinearPattern | undefined {
  const large = largeRepetition(source);
  const pattern = large && compilePattern(large.source);
  if (large === undefined || pattern === undefined || 'problem' in pattern) return undefined;
  const test = (text: string) => characters(text) <= large.mostCharacters && pattern.test(text);
  const whole = { test, toString: () => `/${source}/` };
  remember(source, whole);
  return whole;
}

function characters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++)
    if ((text.charCodeAt(at) & 0xfc00) !== 0xdc00 || (text.charCodeAt(at - 1) & 0xfc00) !== 0xd800) count += 1;
  return count;
}

/** A pattern that first looks ahead is the same as several that must match, or must not, each from the beginning of the text. */
function conjunction(source: string, { rest, ahead }: Lookaheads): ReturnType<typeof compilePattern> {
  const parts: { readonly pattern: LinearPattern; readonly wanted: boolean }[] = [];
  for (const [part, wanted] of [[rest, true] as const, ...ahead.map((one) => [one.source, one.wanted] as const)]) {
    const pattern = compilePattern(part);
    if ('problem' in pattern) return pattern;
    parts.push({ pattern, wanted });
  }
  const test = (text: string) => parts.every(({ pattern, wanted }) => pattern.test(text) === wanted);
  const whole = { test, toString: () => `/${source}/` };
  remember(source, whole);
  return whole;
}

const MOST_REMEMBERED = 10_000;

function remember(source: string, pattern: LinearPattern): void {
  if (cache.size >= MOST_REMEMBERED) cache.clear();
  cache.set(source, new WeakRef(pattern));
}

function explain(source: string, error: unknown): string {
  if (/\(\?<?[=!]/.test(source)) return 'it looks behind, or ahead in the middle';
  if (/\\[1-9]|\\k</.test(source)) return 'it refers back to a group';
  const message = error instanceof Error ? error.message : '';
  if (message.includes('repeat')) return 'it repeats more than 1000 times; use `minLength` and `maxLength`';
  return message.replace('error parsing regexp: ', '').slice(0, 200) || 'it is not a regular expression';
}
