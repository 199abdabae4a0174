import type { JsonValue } from '@airside/openapi';

import type { Parameter } from './call.ts';
import { LIMITS } from './limits.ts';

type Written = Parameter['written'];

/**
 * Gives every leaf of a JSON value to `visit`, with the path of names to it (`items[].price`). The parts of a value that lie too deep are left out, and
 * what comes after too many values. Names that are data (`{"4711": …}`) are told by `nameOf`.
 */
export function eachLeaf(
  value: JsonValue,
  nameOf: (name: string) => string,
  visit: (path: string, value: string, written: Written) => void,
): void {
  const budget = { left: LIMITS.bodyValues };
  walk(value, '', 0, budget, nameOf, visit);
}

function walk(
  value: JsonValue,
  path: string,
  depth: number,
  budget: { left: number },
  nameOf: (name: string) => string,
  visit: (path: string, value: string, written: Written) => void,
): void {
  if (--budget.left < 0) return;
  if (typeof value === 'string') {
    visit(path, value.length > LIMITS.valueCharacters ? value.slice(0, LIMITS.valueCharacters) : value, 'text');
  } else if (typeof value === 'number') visit(path, String(value), 'number');
  else if (typeof value === 'boolean') visit(path, value ? 'true' : 'false', 'boolean');
  else if (value === null) visit(path, '', 'null');
  else if (depth === LIMITS.depth) return;
  else if (isList(value)) {
    const items = `${path}[]`;
    for (let index = 0; index < value.length && budget.left > 0; index++)
      walk(value[index] ?? null, items, depth + 1, budget, nameOf, visit);
  } else {
    for (const name in value) {
      if (budget.left <= 0) return;
      const known = nameOf(name);
      walk(value[name] ?? null, path === '' ? known : `${path}.${known}`, depth + 1, budget, nameOf, visit);
    }
  }
}

/** `Array.isArray`, for arrays that are not to be changed. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
