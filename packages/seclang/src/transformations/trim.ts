import { HAS } from '../fingerprint.ts';
import { endOfText, startOfText } from './edges.ts';
import type { Transformation } from './transformation.ts';

/** `t:trim`: without white space at both ends. */
export const trim: Transformation = {
  name: 'trim',
  changes: HAS.oddSpace,
  adds: 0,
  apply: (value) => value.slice(startOfText(value), endOfText(value)),
};
