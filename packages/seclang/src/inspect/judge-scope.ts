import type { Operation } from '../compile/program.ts';
import type { Scope } from '../compile/scopes.ts';
import type { Evaluate } from '../operators/operator.ts';
import type { Step } from '../variables/chain.ts';
import { mayMatch } from '../variables/screen.ts';
import type { State } from '../variables/state.ts';
import type { Value } from '../variables/value.ts';
import { judgeValue } from './judge-value.ts';
import type { Selections } from './selections.ts';
import { sharedScope } from './summaries.ts';
import { Summary } from './summary.ts';

/** With fewer values, a rule that matches would be judged twice for little. */
const FEW_VALUES = 3;

/** Whether a rule may match one of the values of its scope: certainly none where the answer is false. Takes no note of what a match would need. */
export function mayAccept(scope: Scope, operation: Operation, evaluate: Evaluate, state: State, selections: Selections): boolean {
  const { set, transformations } = sharedScope(scope, state);
  const screen = operation.negated ? undefined : operation.screen;
  let count = 0;
  for (const target of set.targets) count += selections.of(target).values.length;
  const isJudged = count >= FEW_VALUES;
  if (!isJudged && screen === undefined) return true;
  for (const target of set.targets) {
    for (const { summary, values } of selections.of(target).groups) {
      if (screen !== undefined && !mayMatch(screen, 0, Summary.after(transformations, summary), state.scan)) continue;
      if (!isJudged && transformations.leaves(summary.bits)) return true;
      for (const value of values) if (isAccepted(value, scope, operation, evaluate, state)) return true;
    }
  }
  return false;
}

/** Whether the rule accepts a value after its transformations, or on the way there if it looks at that. For values that are remembered, a no is as well. */
function isAccepted(value: Value, scope: Scope, operation: Operation, evaluate: Evaluate, state: State): boolean {
  const { outcomes } = value;
  if (outcomes?.isFruitless(operation.index) === true) return false;
  const { steps } = scope.transformations;
  let stage = value;
  for (let index = 0; index < steps.length; index++) {
    const next = stage.stepped(steps[index] as Step, state.values);
    if (next === stage) continue;
    if (scope.multiMatch && accepts(stage, operation, evaluate, state)) return true;
    stage = next;
  }
  if (accepts(stage, operation, evaluate, state)) return true;
  outcomes?.noteFruitless(operation.index);
  return false;
}

function accepts(stage: Value, operation: Operation, evaluate: Evaluate, { scan }: State): boolean {
  return (judgeValue(operation, evaluate, stage, scan) !== undefined) !== operation.negated;
}
