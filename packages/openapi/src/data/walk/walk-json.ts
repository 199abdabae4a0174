import { type Field, KEY } from '../inventory/field.ts';

/** Bounds of one body. */
const DEEPEST = 64;
const MOST_VALUES = 50_000;

type MakeField = (parent: Field, name: string) => Field | undefined;

/** Goes through a value of JSON without recursion, and gives each text and number to `visit` with the field that it stands in. */
export function walkJson(root: unknown, field: Field, make: MakeField, visit: (field: Field, text: string) => void): void {
  const open: Open[] = [];
  let left = MOST_VALUES;
  const look = (here: Field, value: unknown, depth: number): void => {
    left--;
    if (typeof value === 'string') visit(here, value);
    else if (typeof value === 'number') visit(here, String(value));
    else if (typeof value === 'boolean') here.values++;
    else if (value !== null && typeof value === 'object' && depth < DEEPEST) open.push({ value, field: here, depth });
  };
  look(field, root, 0);
  for (let next = open.pop(); next !== undefined && left > 0; next = open.pop()) {
    const { value, field: here, depth } = next;
    if (Array.isArray(value)) {
      const items = here.items(make);
      for (let index = 0; index < value.length && items !== undefined && left > 0; index++) look(items, value[index], depth + 1);
      continue;
    }
    for (const name of Object.keys(value)) {
      const child = left > 0 ? here.child(name, make) : undefined;
      if (child === undefined) continue;
      if (child.name === KEY) visit(child, name);
      look(child, (value as Record<string, unknown>)[name], depth + 1);
    }
  }
}

interface Open {
  readonly value: object;
  readonly field: Field;
  readonly depth: number;
}
