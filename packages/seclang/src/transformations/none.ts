import { HAS } from '../fingerprint.ts';
import type { Transformation } from './transformation.ts';

/** `t:none`: the value as it is. (That it also forgets the transformations before it is for whoever builds the chain.) */
export const none: Transformation = {
  name: 'none',
  // Any bit is true of it: no value is changed.
  changes: HAS.nul,
  apply: (value) => value,
};
