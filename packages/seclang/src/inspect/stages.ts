import type { Chain, Step } from '../variables/chain.ts';
import type { Value, Values } from '../variables/value.ts';

/** Adds to a list the value itself, and what each transformation that changes it makes of it: what `multiMatch` looks at. */
export function addStages(value: Value, { steps }: Chain, values: Values, list: Value[]): void {
  list.push(value);
  let current = value;
  for (let index = 0; index < steps.length; index++) {
    const next = current.stepped(steps[index] as Step, values);
    if (next !== current) list.push(next);
    current = next;
  }
}
