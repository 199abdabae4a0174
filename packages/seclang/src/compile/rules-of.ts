import type { Rule, RuleSet } from './program.ts';

/** All rules of a rule set, phase by phase, in the order in which they run. */
export function rulesOf({ phases }: RuleSet): readonly Rule[] {
  return phases.flat();
}
