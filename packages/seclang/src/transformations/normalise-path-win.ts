import { HAS } from '../fingerprint.ts';
import { normalise } from './path-segments.ts';
import type { Transformation } from './transformation.ts';

/** `t:normalisePathWin`: like `t:normalisePath`, with backslashes made slashes first. */
export const normalisePathWin: Transformation = {
  name: 'normalisePathWin',
  changes: HAS.slash | HAS.finalDot | HAS.backslash,
  adds: HAS.slash,
  apply: (value) => normalise(value.replaceAll('\\', '/')),
};
