import type { Operation } from '@airside/openapi';

import { compileConditions } from '../../../conditions/compile.ts';
import { allHold, type Condition } from '../../../conditions/condition.ts';
import { isAbout } from '../../../conditions/exceptions.ts';
import { type Selection, selectOperation } from '../../../conditions/operation-selector.ts';
import type { ApiContext, PolicyRequest } from '../../../pipeline/policy.ts';
import type { RuleOptions } from './options.ts';
import { type StepUp, stepUpOf } from './step-up.ts';

/** What rules look at. */
export type AccessRequest = Pick<PolicyRequest, 'principal' | 'clientAddress' | 'country' | 'time' | 'method' | 'path'>;

/** A rule, ready for one operation. */
export interface Rule {
  readonly name: string;
  readonly effect: RuleOptions['effect'];
  readonly selection: Selection;
  readonly conditions: readonly Condition[];
  /** Where all of these hold the rule does not apply. */
  readonly unless: readonly Condition[] | undefined;
  /** What a stronger authentication would have to be for the rule to come out otherwise. */
  readonly stepUp: StepUp | undefined;
}

/** Compiles a rule for all operations; `index` is its place in the list. */
export function compileRule(options: RuleOptions, index: number, context: ApiContext): (operation: Operation | undefined) => Rule {
  const { name = `rule ${index + 1}`, effect } = options;
  const conditions = compileConditions(options);
  const unless = options.unless && compileConditions(options.unless);
  const stepUp = stepUpOf(effect === 'allow' ? options : (options.unless ?? {}));
  const lenient = effect === 'deny';
  return (operation) => ({
    name,
    effect,
    selection: selectOperation(options, context, operation, { lenient }),
    conditions,
    unless,
    stepUp,
  });
}

/** The rule is about this request, its conditions hold, and it has no exception. */
export function applies(rule: Rule, request: AccessRequest): boolean {
  return isAbout(rule, request) && allHold(rule.conditions, request) && !(rule.unless !== undefined && allHold(rule.unless, request));
}
