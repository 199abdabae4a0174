import { AutomatonMatcher, type AutomatonOptions } from './automaton-matcher.ts';
import { BackwardMatcher } from './backward-matcher.ts';
import { lower } from './lower.ts';
import type { Matcher } from './matcher-interface.ts';
import { type PatternOptions, parsePattern } from './parse-pattern.ts';
import { PatternError } from './pattern-error.ts';
import { isRegular } from './relax.ts';
import type { Pattern } from './syntax-tree.ts';

export type { Matcher, Span } from './matcher-interface.ts';

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
