import { compileMatcher } from '../match/matcher.ts';
import type { KeyTest } from './key-pattern.ts';

/** The test of a pattern on names, without case. Names come from clients, so the matcher takes linear time. */
export function keyPattern(pattern: string): KeyTest {
  const matcher = compileMatcher(`(?i)${pattern}`);
  return (key) => matcher.test(key);
}
