import type { Rule } from './program.ts';
import type { RuleSet } from './rule-set.ts';

/** All rules of a rule set, phase by phase, in the order in which they run. */
export function rulesOf({ phases }: RuleSet): readonly Rule[] {
  return phases.flatMap(({ whole }) => whole.rules);
}
