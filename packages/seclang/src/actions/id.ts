import type { Action } from './action.ts';
import { integer } from './number.ts';

/** The number of the rule: required, and unique within a rule set. */
export const id: Action = {
  name: 'id',
  argument: 'required',
  starterOnly: true,
  apply(draft, argument) {
    draft.id = integer('id', argument, 1, Number.MAX_SAFE_INTEGER);
  },
};
