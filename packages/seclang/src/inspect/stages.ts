import type { Chain, Step } from '../variables/chain.ts';
import type { Value, Values } from '../variables/value.ts';

/** The value itself, and what each transformation that changes it makes of it: what `multiMatch` looks at. */
export function stages(value: Value, { steps }: Chain, values: Values): readonly Value[] {
  const found = [value];
  let current = value;
  for (let index = 0; index < steps.length; index++) {
    const next = current.stepped(steps[index] as Step, values);
    if (next !== current) found.push(next);
    current = next;
  }
  return found;
}
