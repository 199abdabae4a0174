import type { VariableNode } from '../language/syntax.ts';
import { ruleKey } from '../variables/entry.ts';
import type { Gate, Operation } from './program.ts';

/**
 * The gate of a rule that holds one named variable of TX, or how many there are of that name, against a constant, as those that choose a
 * paranoia level do. Undefined for all other rules.
 */
export function gateOf(variables: readonly VariableNode[], operation: Operation): Gate | undefined {
  const [only] = variables;
  const evaluate = operation.constant;
  if (only === undefined || variables.length !== 1 || evaluate === undefined) return undefined;
  const { name, mode, selector } = only;
  if (name !== 'TX' || mode === 'exclude' || selector.kind !== 'name') return undefined;
  const key = ruleKey(selector.name);
  const { negated } = operation;
  if (mode === 'count') {
    const [none, one] = ['0', '1'].map((count) => (evaluate(count) === undefined) === negated);
    return { key, opens: (value) => (value === undefined ? none : one) === true };
  }
  return { key, opens: (value) => value !== undefined && (evaluate(value) === undefined) === negated };
}
