import { AutomatonMatcher, type AutomatonOptions } from './automaton-matcher.ts';
import { BackwardMatcher } from './backward-matcher.ts';
import { lower } from './lower.ts';
import { parsePattern, type PatternOptions } from './parse-pattern.ts';
import { PatternError } from './pattern-error.ts';
import { isRegular } from './relax.ts';
import type { Pattern } from './syntax-tree.ts';

/** The bounds of a match: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds a pattern in byte strings, in time linear in their length. A scan changes its caches, never its answers. */
export interface Matcher {
  /** Whether the pattern matches anywhere in the value. */
  test(value: string): boolean;
  /** The match that PCRE would find: the first to begin, by the preferences of the pattern. */
  find(value: string): Span | undefined;
  /** The texts of the whole match and of each group of that match; `undefined` for groups that took no part. */
  captures(value: string): readonly (string | undefined)[] | undefined;
  /** Work done so far, in bytes scanned and instructions visited: a measure of cost without a clock. */
  readonly steps: number;
}

export type MatcherOptions = PatternOptions & Partial<AutomatonOptions>;

/** A matcher for a pattern, as text or parsed. Throws `PatternError` when it cannot be read or cannot be run in linear time. */
export function compileMatcher(pattern: string | Pattern, options: MatcherOptions = {}): Matcher {
  const { source, root, groups } = typeof pattern === 'string' ? parsePattern(pattern, options) : pattern;
  const tree = lower(root);
  try {
    return isRegular(tree) ? new AutomatonMatcher(tree, groups, options) : new BackwardMatcher(tree, groups, options);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new PatternError(error.message, source, 0);
  }
}
