import type { Action } from './action.ts';
import { integer } from './number.ts';

const NAMES: ReadonlyMap<string, number> = new Map([
  ['request', 2],
  ['response', 4],
  ['logging', 5],
]);

/** `phase:1` to `phase:5`, or `request` (2), `response` (4), `logging` (5). */
export const phase: Action = {
  name: 'phase',
  argument: 'required',
  starterOnly: true,
  apply(draft, argument) {
    draft.phase = NAMES.get(argument.toLowerCase()) ?? integer('phase', argument, 1, 5);
  },
};
