import { compileMatcher } from '../match/matcher.ts';
import { parsePattern } from '../match/parse-pattern.ts';
import { requirements } from '../match/requirements.ts';
import { lowerKey } from '../variables/entry.ts';
import type { KeyTest } from './key-pattern.ts';

/** The test of a pattern on names, without case. Names come from clients, so the matcher takes linear time. */
export function keyPattern(pattern: string): KeyTest {
  const source = `(?i)${pattern}`;
  const matcher = compileMatcher(source);
  const { minBytes, literals } = requirements(parsePattern(source));
  const needed = literals.find((list) => list.length === 1)?.[0] ?? '';
  return (key) => key.length >= minBytes && (needed === '' || lowerKey(key).includes(needed)) && matcher.test(key);
}
