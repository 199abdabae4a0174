import type { Call } from '../../call/call.ts';
import type { Learning } from '../../engine/learning.ts';

/** Tells callers apart, by hashes. */
export interface Callers {
  readonly caller: (call: Call) => number;
  /** Who a caller counts as where it is asked how many do the same. */
  readonly voter: (call: Call) => number;
}

/** Each caller counts as itself. */
export function callersBy({ hash }: Learning): Callers {
  const byName = ({ caller }: Call): number => hash(caller);
  return { caller: byName, voter: byName };
}
