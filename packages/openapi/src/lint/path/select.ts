import type { Data, Key } from '../document/data.ts';
import type { Visited } from './filter/filter.ts';
import type { Selector } from './json-path.ts';

/** Whether a selector chooses a value. */
export function selects(selector: Selector, visited: Visited): boolean {
  switch (selector.kind) {
    case 'any':
      return true;
    case 'names':
      return selector.names.has(String(visited.key));
    case 'slice':
      return inSlice(selector, visited.parent, visited.key);
    case 'filter':
      return selector.filter.test(visited);
  }
}

function inSlice(slice: Extract<Selector, { kind: 'slice' }>, parent: Data, key: Key): boolean {
  if (!Array.isArray(parent) || typeof key !== 'number' || slice.step < 1) return false;
  const { length } = parent;
  const start = slice.start < 0 ? Math.max(0, slice.start + length) : slice.start;
  const end = slice.end < 0 ? Math.max(0, slice.end + length) : slice.end;
  return key >= start && key < end && (key - start) % slice.step === 0;
}
