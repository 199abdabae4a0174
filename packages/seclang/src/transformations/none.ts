import type { Transformation } from './transformation.ts';

/** `t:none`: the value as it is. (That it also forgets the transformations before it is for whoever builds the chain.) */
export const none: Transformation = {
  name: 'none',
  changes: 0,
  apply: (value) => value,
};
