import type { JsonValue } from '@airside/openapi';

import type { Parameter } from './call.ts';
import type { Field } from './field-tree.ts';
import { LIMITS } from './limits.ts';

type Written = Parameter['written'];

/**
 * Gives every leaf of a JSON value to `visit`, with the path of names to it (`items[].price`). The parts of a value that lie too deep are left out, and
 * what comes after too many values. `field` is that of the value as a whole.
 */
export function eachLeaf(value: JsonValue, field: Field, visit: (path: string, value: string, written: Written) => void): void {
  walk(value, field, 0, { left: LIMITS.bodyValues }, visit);
}

function walk(
  value: JsonValue,
  field: Field,
  depth: number,
  budget: { left: number },
  visit: (path: string, value: string, written: Written) => void,
): void {
  if (--budget.left < 0) return;
  if (typeof value === 'string') {
    visit(field.path, value.length > LIMITS.valueCharacters ? value.slice(0, LIMITS.valueCharacters) : value, 'text');
  } else if (typeof value === 'number') visit(field.path, String(value), 'number');
  else if (typeof value === 'boolean') visit(field.path, value ? 'true' : 'false', 'boolean');
  else if (value === null) visit(field.path, '', 'null');
  else if (depth === LIMITS.depth) return;
  else if (isList(value)) {
    const items = field.items();
    for (let index = 0; index < value.length && budget.left > 0; index++) walk(value[index] ?? null, items, depth + 1, budget, visit);
  } else {
    let place = 0;
    for (const name in value) {
      if (budget.left <= 0) return;
      walk(value[name] ?? null, field.memberAt(place++, name), depth + 1, budget, visit);
    }
  }
}

/** `Array.isArray`, for arrays that are not to be changed. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
