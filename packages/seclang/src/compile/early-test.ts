import type { VariableNode } from '../language/syntax.ts';
import { lowerKey } from '../variables/entry.ts';
import type { EarlyTest, Operation } from './program.ts';

/**
 * For rules that hold one named variable of TX, or how many there are of that name, against a constant, as those that choose a paranoia level
 * do: reads it where it is kept, without what a match would need. Undefined for all other rules.
 */
export function earlyTest(variables: readonly VariableNode[], operation: Operation): EarlyTest | undefined {
  const [only] = variables;
  const evaluate = operation.constant;
  if (only === undefined || variables.length !== 1 || evaluate === undefined || operation.screen !== undefined) return undefined;
  const { name, mode, selector } = only;
  if (name !== 'TX' || mode === 'exclude' || selector.kind !== 'name') return undefined;
  const key = lowerKey(selector.name);
  const { negated } = operation;
  if (mode === 'count') {
    const [none, one] = ['0', '1'].map((count) => (evaluate(count) === undefined) === negated);
    return ({ tx }) => (tx.entry(key) === undefined ? none : one) === true;
  }
  return ({ tx }) => {
    const entry = tx.entry(key);
    return entry !== undefined && (evaluate(entry.value) === undefined) === negated;
  };
}
