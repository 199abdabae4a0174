import { HAS } from '../fingerprint.ts';
import { normalise } from './path-segments.ts';
import type { Transformation } from './transformation.ts';

/** `t:normalisePath`: without repeated slashes, self-references (`.`) and, but at the start, references to the parent (`..`). */
export const normalisePath: Transformation = { name: 'normalisePath', changes: HAS.slash | HAS.finalDot, adds: 0, apply: normalise };
