import type { Operation } from '@airside/openapi';

import { compileConditions } from '../../conditions/compile.ts';
import { allHold, type Caller, type Condition } from '../../conditions/condition.ts';
import type { OperationOptions } from '../../conditions/operation-options.ts';
import { type Selection, selectOperation } from '../../conditions/operation-selector.ts';
import type { ConditionOptions } from '../../conditions/options.ts';
import type { Edit } from '../../json/edit.ts';
import { patternSteps, type SelectionNode, selectionOf } from '../../json/selection.ts';
import type { ApiContext, PolicyRequest } from '../../pipeline/policy.ts';

/** Fields that are closed to callers for whom none of the exceptions holds. */
export interface FieldRule {
  readonly name: string;
  readonly selection: Selection;
  readonly exceptions: readonly (readonly Condition[])[];
  readonly fields: SelectionNode<Edit>;
}

interface Written extends OperationOptions {
  readonly name?: string | undefined;
  readonly fields: readonly string[];
}

/** Compiles a rule for all operations. */
export function compileFieldRule(
  rule: Written,
  index: number,
  { exceptions, edit }: { readonly exceptions: readonly ConditionOptions[]; readonly edit: Edit },
  context: ApiContext,
): (operation: Operation | undefined) => FieldRule {
  const compiled = exceptions.map(compileConditions);
  const fields = selectionOf(rule.fields.map((pattern) => [patternSteps(pattern), edit] as const));
  return (operation) => ({
    name: rule.name ?? `fields ${index + 1}`,
    selection: selectOperation(rule, context, operation, { lenient: true }),
    exceptions: compiled,
    fields,
  });
}

/** The rule closes its fields to whoever sent this request. */
export function isInForce({ selection, exceptions }: FieldRule, request: Caller & Pick<PolicyRequest, 'method' | 'path'>): boolean {
  if (!(typeof selection === 'boolean' ? selection : selection(request))) return false;
  for (const conditions of exceptions) if (allHold(conditions, request)) return false;
  return true;
}
