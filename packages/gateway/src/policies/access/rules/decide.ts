import type { Condition } from '../../../conditions/condition.ts';
import { isAbout } from '../../../conditions/exceptions.ts';
import type { Refusal } from '../../../pipeline/policy.ts';
import { type AccessRequest, applies, type Rule } from './rule.ts';
import type { StepUp } from './step-up.ts';

const MOST_NAMED = 5;

/** The rules that can apply on one operation. */
export interface RuleBook {
  readonly denying: readonly Rule[];
  readonly allowing: readonly Rule[];
  readonly default: 'allow' | 'deny';
}

/** What cannot apply on the operation is left out. */
export function ruleBook(rules: readonly Rule[], byDefault: RuleBook['default']): RuleBook {
  const possible = rules.filter(({ selection }) => selection !== false);
  return {
    denying: possible.filter(({ effect }) => effect === 'deny'),
    allowing: possible.filter(({ effect }) => effect === 'allow'),
    default: byDefault,
  };
}

/**
 * Undefined lets the request pass. A rule that denies wins; then one that allows; then the default. Where a stronger authentication of the
 * end user would turn the decision, the refusal asks for that (RFC 9470). Synchronous; allocates only to refuse.
 */
export function decide({ denying, allowing, default: byDefault }: RuleBook, request: AccessRequest): Refusal | undefined {
  for (const rule of denying) if (applies(rule, request)) return stepUpFor(rule, request) ?? denied(`denied by ${rule.name}`);
  for (const rule of allowing) if (applies(rule, request)) return undefined;
  if (byDefault === 'allow') return undefined;
  for (const rule of allowing) {
    const stepUp = stepUpFor(rule, request);
    if (stepUp !== undefined && !isExcepted(rule, request)) return stepUp;
  }
  return denied(`no rule allows it${shortfalls(allowing, request)}`);
}

/**
 * What to ask of the end user where nothing else stands between the caller and a rule that allows, or between it and the exception of a rule
 * that denies. Undefined for callers that no end user stands behind: an API key cannot be authenticated more strongly.
 */
function stepUpFor(rule: Rule, request: AccessRequest): StepUp | undefined {
  if (rule.stepUp === undefined || request.principal.issuer === undefined || !isAbout(rule, request)) return undefined;
  const conditions = rule.effect === 'allow' ? rule.conditions : (rule.unless ?? []);
  return lacksAuthenticationOnly(conditions, request) ? rule.stepUp : undefined;
}

function lacksAuthenticationOnly(conditions: readonly Condition[], request: AccessRequest): boolean {
  return conditions.every((condition) => condition.isAboutAuthentication === true || condition.holds(request));
}

function isExcepted({ unless }: Rule, request: AccessRequest): boolean {
  return unless?.every((condition) => condition.holds(request)) === true;
}

/** The names of what was asked for in vain, without the values: these may be anybody's. */
function shortfalls(rules: readonly Rule[], request: AccessRequest): string {
  const texts = rules
    .filter((rule) => isAbout(rule, request))
    .slice(0, MOST_NAMED)
    .map((rule) => `${rule.name} asks for ${rule.conditions.find((condition) => !condition.holds(request))?.name ?? 'an exception less'}`);
  return texts.length === 0 ? '' : `: ${texts.join('; ')}`;
}

function denied(reason: string): Refusal {
  return { problem: 'access-denied', reason };
}
