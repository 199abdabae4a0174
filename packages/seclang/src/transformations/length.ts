import { HAS } from '../fingerprint.ts';
import type { Transformation } from './transformation.ts';

/** `t:length`: the number of bytes, in decimal. */
export const length: Transformation = {
  name: 'length',
  changes: 'any',
  adds: HAS.digit,
  lengthens: true,
  apply: (value) => String(value.length),
};
