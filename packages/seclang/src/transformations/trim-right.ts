import { HAS } from '../fingerprint.ts';
import { endOfText } from './edges.ts';
import type { Transformation } from './transformation.ts';

/** `t:trimRight`: without white space at the end. */
export const trimRight: Transformation = {
  name: 'trimRight',
  changes: HAS.oddSpace,
  adds: 0,
  apply: (value) => value.slice(0, endOfText(value)),
};
