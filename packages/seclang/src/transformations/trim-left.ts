import { HAS } from '../fingerprint.ts';
import { startOfText } from './edges.ts';
import type { Transformation } from './transformation.ts';

/** `t:trimLeft`: without white space at the start. */
export const trimLeft: Transformation = {
  name: 'trimLeft',
  changes: HAS.oddSpace,
  adds: 0,
  apply: (value) => value.slice(startOfText(value)),
};
