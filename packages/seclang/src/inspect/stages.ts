import type { Chain, Value, Values } from '../variables/value.ts';

/** The value itself, and what each transformation that changes it makes of it: what `multiMatch` looks at. */
export function stages(value: Value, transformations: Chain, values: Values): readonly Value[] {
  const found = [value];
  let current = value;
  for (const step of transformations.steps) {
    const next = current.stepped(step, values);
    if (next !== current) found.push(next);
    current = next;
  }
  return found;
}
