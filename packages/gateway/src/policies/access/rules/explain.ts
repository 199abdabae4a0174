import type { Condition } from '../../../conditions/condition.ts';
import { isAbout } from '../../../conditions/exceptions.ts';
import type { ExplainedCondition, ExplainedRule } from '../../../pipeline/policy.ts';
import { type AccessRequest, applies, type Rule } from './rule.ts';

/** What each rule said of a request, by the same rules that decide. Quotes claims of the caller: for people who ask, not for a record. */
export function explainRules(rules: readonly Rule[], request: AccessRequest): readonly ExplainedRule[] {
  return rules.map((rule) => {
    const about = isAbout(rule, request);
    return {
      name: rule.name,
      effect: rule.effect,
      isAbout: about,
      applies: applies(rule, request),
      conditions: about ? explained(rule.conditions, request) : [],
      unless: about ? explained(rule.unless ?? [], request) : [],
    };
  });
}

function explained(conditions: readonly Condition[], request: AccessRequest): readonly ExplainedCondition[] {
  return conditions.map((condition) => ({
    name: condition.name,
    expected: condition.expected,
    found: condition.found(request),
    holds: condition.holds(request),
  }));
}
