import { RE2JS } from 're2js';

import { toRe2 } from './ecma-pattern.ts';
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
  try {
    const expression = RE2JS.compile(RE2JS.translateRegExp(toRe2(source)));
    const simple = simplePattern(source);
    const test = (text: string) => simple?.(text) ?? expression.test(text);
    const pattern = { test, toString: () => `/${source}/` };
    remember(source, pattern);
    return pattern;
  } catch (error) {
    return { problem: explain(source, error) };
  }
}

const MOST_REMEMBERED = 10_000;

function remember(source: string, pattern: LinearPattern): void {
  if (cache.size >= MOST_REMEMBERED) cache.clear();
  cache.set(source, new WeakRef(pattern));
}

function explain(source: string, error: unknown): string {
  if (/\(\?<?[=!]/.test(source)) return 'it looks ahead or behind';
  if (/\\[1-9]|\\k</.test(source)) return 'it refers back to a group';
  const message = error instanceof Error ? error.message : '';
  if (message.includes('repeat')) return 'it repeats more than 1000 times; use `minLength` and `maxLength`';
  return message.replace('error parsing regexp: ', '').slice(0, 200) || 'it is not a regular expression';
}
