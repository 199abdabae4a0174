import type { Edit, Operation } from '@airside/openapi';

import { compileConditions } from '../../conditions/compile.ts';
import type { WithExceptions } from '../../conditions/exceptions.ts';
import type { OperationOptions } from '../../conditions/operation-options.ts';
import { selectOperation } from '../../conditions/operation-selector.ts';
import type { ConditionOptions } from '../../conditions/options.ts';
import { patternSteps, type SelectionNode, selectionOf } from '../../json/selection.ts';
import type { ApiContext } from '../../pipeline/policy.ts';

/** Fields that are closed to callers for whom none of the exceptions holds. */
export interface FieldRule extends WithExceptions {
  readonly name: string;
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
