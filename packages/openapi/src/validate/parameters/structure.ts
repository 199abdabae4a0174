import type { Shape } from './shape.ts';

/** How a value is written: as a list where its schema allows arrays, as members where it allows objects, else as plain text. */
export function structureOf({ types }: Shape): 'text' | 'list' | 'members' {
  if (types?.has('array')) return 'list';
  return types?.has('object') ? 'members' : 'text';
}
